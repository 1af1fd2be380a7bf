import { expect, it } from 'vitest';
import { tokenIn } from './token';

it.each([
	['/reset#token=abc_-9', 'abc_-9'],
	['/reset?token=abc', 'abc'],
	['/reset?token=old#token=new', 'new'],
	['/reset?token=', undefined],
	['/reset#token', undefined],
	['/reset', undefined],
])('finds the token in %s', (address, token) => {
	expect(tokenIn(new URL(address, 'https://kith.example'))).toBe(token);
});
