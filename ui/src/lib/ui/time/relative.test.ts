import { describe, expect, it } from 'vitest';
import { ago, exact } from './relative';

const now = Date.parse('2026-11-21T12:00:00.000Z');
const before = (milliseconds: number) => new Date(now - milliseconds).toISOString();

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('how long ago', () => {
	it.each([
		[0, 'now'],
		[-20_000, 'now'],
		[44_000, 'now'],
		[50_000, '1m ago'],
		[5 * MINUTE, '5m ago'],
		[59 * MINUTE + 59_000, '59m ago'],
		[HOUR, '1h ago'],
		[23 * HOUR, '23h ago'],
		[DAY, 'yesterday'],
		[6 * DAY, '6d ago'],
	])('says of %d ms “%s”', (passed, words) => {
		expect(ago(before(passed), now, 'en')).toBe(words);
	});

	it('counts days by their midnights', () => {
		const noon = new Date(2026, 10, 21, 12).getTime();
		const evening = new Date(2026, 10, 19, 22).toISOString();
		const morning = new Date(2026, 10, 20, 8).toISOString();
		expect(ago(evening, noon, 'en')).toBe('2d ago');
		expect(ago(morning, noon, 'en')).toBe('yesterday');
	});

	it('names the day after a week, and the year when it is another', () => {
		expect(ago('2026-11-03T12:00:00.000Z', now, 'en')).toBe('Nov 3');
		expect(ago('2024-02-29T12:00:00.000Z', now, 'en')).toBe('Feb 29, 2024');
	});

	it('speaks the language it is given', () => {
		expect(ago(before(DAY), now, 'de')).toBe('gestern');
	});

	it('can be exact', () => {
		expect(exact('2026-11-21T12:00:00.000Z', 'en')).toContain('Saturday, November 21, 2026');
	});
});
