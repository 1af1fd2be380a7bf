import { beforeAll, describe, expect, it } from 'vitest';
import {
	daysOf,
	firstWeekday,
	plusDays,
	plusMonths,
	readDay,
	startOf,
	weekdayOf,
	weekOf,
	weeksOf,
} from './days';
import { dayByKey } from './grid-keys';

beforeAll(() => {
	process.env['TZ'] = 'America/New_York';
});

describe('days of the calendar', () => {
	it('go on over the end of months and years', () => {
		expect(plusDays('2026-12-31', 1)).toBe('2027-01-01');
		expect(plusDays('2028-03-01', -1)).toBe('2028-02-29');
		// When the clocks are set, too.
		expect(plusDays('2026-03-08', 1)).toBe('2026-03-09');
		expect(plusDays('2026-11-01', 1)).toBe('2026-11-02');
	});

	it('are the last of a month that has none such', () => {
		expect(plusMonths('2026-01-31', 1)).toBe('2026-02-28');
		expect(plusMonths('2026-03-31', -1)).toBe('2026-02-28');
		expect(plusMonths('2026-12-15', 1)).toBe('2027-01-15');
		expect(plusMonths('2026-01-15', -1)).toBe('2025-12-15');
	});

	it('are read from an address if there are such', () => {
		expect(readDay('2026-12-08')).toBe('2026-12-08');
		for (const odd of ['2026-02-30', '2026-13-01', 'today', '', null])
			expect(readDay(odd)).toBeUndefined();
	});

	it('stand in weeks that begin where the country begins them', () => {
		expect(weekdayOf('2026-11-30')).toBe(1);
		expect([1, 7, 6].map((first) => weekOf('2026-12-01', first))).toEqual([
			'2026-11-30',
			'2026-11-29',
			'2026-11-28',
		]);
		expect(['en-GB', 'de-DE', 'en-US', 'en', 'pt-BR', 'ar-EG', '?'].map(firstWeekday)).toEqual([
			1, 1, 7, 7, 7, 6, 1,
		]);
	});

	it.each([
		['2026-12', 1, '2026-11-30', '2027-01-10'],
		['2026-12', 7, '2026-11-29', '2027-01-09'],
		// Begins on the first day of a week, and has four weeks.
		['2027-02', 1, '2027-02-01', '2027-03-14'],
	])('fill a page for %s from %i on: %s to %s', (month, first, begins, ends) => {
		const weeks = weeksOf(month, first);
		expect(weeks.map((week) => week.length)).toEqual([7, 7, 7, 7, 7, 7]);
		expect([weeks[0]?.[0], weeks[5]?.[6]]).toEqual([begins, ends]);
		expect(new Set(weeks.flat()).size).toBe(42);
	});

	it('begin at midnight where the person is', () => {
		expect(startOf('2026-11-01').toISOString()).toBe('2026-11-01T04:00:00.000Z');
		expect(startOf('2026-11-02').toISOString()).toBe('2026-11-02T05:00:00.000Z');
	});
});

describe('an event', () => {
	it.each([
		['2026-12-09T02:00:00.000Z', null, ['2026-12-08']],
		['2026-12-09T02:00:00.000Z', '2026-12-09T04:00:00.000Z', ['2026-12-08']],
		// Until midnight, and a moment more.
		['2026-12-09T02:00:00.000Z', '2026-12-09T05:00:00.000Z', ['2026-12-08']],
		['2026-12-09T02:00:00.000Z', '2026-12-09T05:00:01.000Z', ['2026-12-08', '2026-12-09']],
		// Over the night in which the clocks are set back.
		['2026-10-31T22:00:00.000Z', '2026-11-02T06:00:00.000Z', ['2026-10-31', '2026-11-01', '2026-11-02']],
	])('from %s to %s is on %j', (starts_at, ends_at, days) => {
		expect(daysOf({ starts_at, ends_at })).toEqual(days);
	});

	it('is on no more days than a page of the calendar has', () => {
		expect(daysOf({ starts_at: '2026-01-01T12:00:00Z', ends_at: '2027-01-01T12:00:00Z' })).toHaveLength(
			42,
		);
	});
});

describe('the keys in the calendar', () => {
	it.each([
		['ArrowRight', '2027-01-01'],
		['ArrowLeft', '2026-12-30'],
		['ArrowDown', '2027-01-07'],
		['ArrowUp', '2026-12-24'],
		['Home', '2026-12-28'],
		['End', '2027-01-03'],
		['PageDown', '2027-01-31'],
		['PageUp', '2026-11-30'],
		['a', undefined],
	])('%s goes to %s', (key, day) => {
		expect(dayByKey(key, '2026-12-31', 1)).toBe(day);
	});
});
