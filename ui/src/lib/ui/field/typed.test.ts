import { beforeEach, expect, it, vi } from 'vitest';
import { Typed } from './typed';

beforeEach(() => sessionStorage.clear());

it('what was typed is there again, for the same form and the same member', () => {
	new Typed('profile', '1').write({ bio: 'Row 15.' });
	expect(new Typed('profile', '1').read()).toEqual({ bio: 'Row 15.' });
	expect(new Typed('profile', '1').text('bio')).toBe('Row 15.');
	expect(new Typed('profile', '2').read()).toEqual({});
	expect(new Typed('email', '1').text('bio')).toBe('');
});

it('nothing is left of it once there is nothing to keep', () => {
	const typed = new Typed('profile', '1');
	typed.write({ bio: 'Row 15.' });
	typed.forget();
	expect(typed.read()).toEqual({});
	expect(sessionStorage).toHaveLength(0);
});

it('what cannot be read is nothing', () => {
	sessionStorage.setItem('kith:typed:1:profile', '{"bio');
	expect(new Typed('profile', '1').read()).toEqual({});
	sessionStorage.setItem('kith:typed:1:profile', '"bio"');
	expect(new Typed('profile', '1').text('bio')).toBe('');
});

it('a browser that keeps nothing is no reason to stop typing', () => {
	vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
		throw new DOMException('Full', 'QuotaExceededError');
	});
	expect(() => new Typed('profile', '1').write({ bio: 'Row 15.' })).not.toThrow();
});
