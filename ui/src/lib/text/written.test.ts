import { beforeAll, describe, expect, it } from 'vitest';
import { prepare, written } from './written.svelte';

const ORIGIN = 'https://kith.example';

describe('a text without markup', () => {
	it.each([
		['x'.repeat(421), true],
		['x'.repeat(420), false],
		['line\n'.repeat(8), true],
		['line\nline', false],
	])('folds when it is long (%#)', (text, isLong) => {
		expect(written(text, ORIGIN)).toMatchObject({ kind: 'plain', isLong });
	});
});

describe('a text with markup', () => {
	beforeAll(() => prepare(['plain', null, '**bold**']));

	it.each([
		['**bold**', false],
		[`**${'x'.repeat(421)}**`, true],
		['- line\n'.repeat(9), true],
		[`[short](https://a.example/${'x'.repeat(500)})`, false],
	])('folds when what is seen of it is long (%#)', (text, isLong) => {
		expect(written(text, ORIGIN)).toMatchObject({ kind: 'rich', isLong });
	});

	it('is shown as it was written when it is made to keep a parser busy', () => {
		expect(written('*'.repeat(9_000), ORIGIN)).toMatchObject({ kind: 'plain', isLong: true });
	});
});
