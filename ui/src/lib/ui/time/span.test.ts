import { describe, expect, it } from 'vitest';
import { leaf, span } from './span';

const now = new Date(2026, 10, 21, 12).getTime();
const at = (year: number, month: number, day: number, hour: number, minute = 0) =>
	new Date(year, month - 1, day, hour, minute).toISOString();
/** Formatters part numbers and words with spaces of several kinds. */
const plain = (text: string) => text.replaceAll(/\s/g, ' ');

describe('a span of time', () => {
	it.each([
		[at(2026, 12, 8, 19), null, 'Tue, Dec 8, 7:00 PM'],
		[at(2026, 12, 8, 19), at(2026, 12, 8, 21, 30), 'Tue, Dec 8, 7:00 – 9:30 PM'],
		[at(2026, 12, 8, 19), at(2026, 12, 9, 1), 'Tue, Dec 8, 7:00 PM – Wed, Dec 9, 1:00 AM'],
		[at(2027, 1, 5, 9), null, 'Tue, Jan 5, 2027, 9:00 AM'],
	])('from %s until %s is “%s”', (from, until, words) => {
		expect(plain(span(from, until, now, { locale: 'en' }))).toBe(words);
	});

	it('names both years when it goes over the end of one', () => {
		const words = plain(span(at(2026, 12, 31, 22), at(2027, 1, 1, 2), now, { locale: 'en' }));
		expect(words).toContain('2026');
		expect(words).toContain('2027');
	});
});

it('is said by the clock that is asked for', () => {
	const shown = span('2026-12-08T19:00:00Z', null, now, {
		locale: 'en',
		timeZone: 'Asia/Tokyo',
		long: true,
	});
	expect(plain(shown)).toBe('Wednesday, December 9 at 4:00 AM');
});

it('a leaf of a calendar has day and month', () => {
	expect(leaf(at(2026, 12, 8, 19), 'en')).toEqual({ day: '8', month: 'Dec' });
});
