import { describe, expect, it } from 'vitest';
import { checkBirthDate, checkEmail, checkName, checkNewPassword } from './rules';

describe('an email address', () => {
	it.each([
		'maren@kith.example',
		' maren@kith.example ',
		'a@b.co',
		"o'neil+kith@mail.example.co.uk",
		'x_y-z.1@a-b.example',
		`${'a'.repeat(64)}@example.org`,
	])('may be “%s”', (email) => expect(checkEmail(email)).toBeUndefined());

	it.each([
		'',
		'  ',
		'maren',
		'maren@',
		'@kith.example',
		'maren@kith',
		'maren@kith.123',
		'ma ren@kith.example',
		'maren@-kith.example',
		'maren@kith..example',
		'.maren@kith.example',
		'maren.@kith.example',
		'maren@kith.example.',
		'maren@@kith.example',
		'märén@kith.example',
		`${'a'.repeat(65)}@example.org`,
		`a@${'b.'.repeat(130)}org`,
	])('may not be “%s”', (email) => expect(checkEmail(email)).toBeTypeOf('string'));
});

describe('a new password', () => {
	it('has 8 to 128 characters, counted as people count', () => {
		expect(checkNewPassword('1234567')).toContain('8');
		expect(checkNewPassword('🦔🦔🦔🦔')).toContain('8');
		expect(checkNewPassword('🦔🦔🦔🦔🦔🦔🦔🦔')).toBeUndefined();
		expect(checkNewPassword('a'.repeat(128))).toBeUndefined();
		expect(checkNewPassword('a'.repeat(129))).toContain('128');
	});

	it('keeps its blanks', () => expect(checkNewPassword('        ')).toBeUndefined());
});

it('asks for a name, and bounds it', () => {
	expect(checkName('  ', 'Missing.')).toBe('Missing.');
	expect(checkName('Ö'.repeat(50), 'Missing.')).toBeUndefined();
	expect(checkName('Ö'.repeat(51), 'Missing.')).toContain('50');
});

describe('a date of birth', () => {
	const on = (birth: string) => checkBirthDate(birth, '2026-11-21', 13);

	it.each(['2013-11-21', '1990-02-28', '1900-01-01'])('may be %s', (day) =>
		expect(on(day)).toBeUndefined(),
	);

	it.each([
		['', 'Enter'],
		['21.11.1990', 'Enter'],
		['2026-11-22', 'not come'],
		['2013-11-22', '13'],
		['1890-01-01', 'year'],
	])('may not be “%s”', (day, words) => expect(on(day)).toContain(words));

	it('counts a birthday on 29 February from 1 March', () => {
		expect(checkBirthDate('2012-02-29', '2025-02-28', 13)).toContain('13');
		expect(checkBirthDate('2012-02-29', '2025-03-01', 13)).toBeUndefined();
	});

	it('leaves the age to the server while the limit is not known', () => {
		expect(checkBirthDate('2020-01-01', '2026-11-21', undefined)).toBeUndefined();
	});
});
