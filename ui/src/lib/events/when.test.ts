import { beforeAll, describe, expect, it } from 'vitest';
import { event } from './testing/server';
import { dayName, isElsewhere, phaseOf, when, whenThere } from './when';

beforeAll(() => {
	process.env['TZ'] = 'America/New_York';
});

const NOW = Date.parse('2026-11-30T15:00:00Z');

const evening = event({
	starts_at: '2026-12-08T18:00:00.000Z',
	starts_at_local: '2026-12-08T19:00:00+01:00',
	ends_at: '2026-12-08T20:00:00.000Z',
	ends_at_local: '2026-12-08T21:00:00+01:00',
});

describe('when it is', () => {
	it('is said by the clock of who looks', () => {
		expect(when(evening, NOW)).toMatch(/Tue.*8.*1:00.*3:00/);
		expect(when(evening, NOW)).not.toContain('2026');
		expect(when(evening, Date.parse('2025-11-30T15:00:00Z'))).toContain('2026');
	});

	it('is said by its own clock, too, where that shows something else', () => {
		expect(isElsewhere(evening)).toBe(true);
		const { when: there, city } = whenThere(evening, NOW);
		expect([there, city]).toEqual([expect.stringMatching(/Tue.*8.*7:00.*9:00/), 'Berlin']);
		const here = {
			starts_at_local: '2026-12-08T13:00:00-05:00',
			ends_at_local: '2026-12-08T15:00:00-05:00',
		};
		// By another name, with the same clock.
		expect(isElsewhere({ ...evening, ...here, time_zone: 'America/Toronto' })).toBe(false);
	});

	it('needs no rules of a zone that the browser does not know', () => {
		expect(whenThere({ ...evening, time_zone: 'Europe/Atlantis' }, NOW).city).toBe('Atlantis');
	});
});

describe('days', () => {
	it('near by have names', () => {
		expect(dayName('2026-11-30', NOW)).toMatch(/^Today, Monday/);
		expect(dayName('2026-12-01', NOW)).toMatch(/^Tomorrow, Tuesday/);
		expect(dayName('2026-12-02', NOW)).toMatch(/^Wednesday/);
		expect(dayName('2027-01-02', NOW)).toContain('2027');
	});
});

describe('an event', () => {
	it.each([
		['2026-12-08T17:59:00Z', 'coming'],
		['2026-12-08T18:00:00Z', 'now'],
		['2026-12-08T20:00:00Z', 'over'],
	])('at %s is %s', (now, phase) => {
		const value = { ...evening, over_at: '2026-12-08T20:00:00.000Z' };
		expect(phaseOf(value, Date.parse(now))).toBe(phase);
		expect(phaseOf({ ...value, cancelled_at: '2026-12-01T00:00:00Z' }, Date.parse(now))).toBe(
			'cancelled',
		);
	});
});
