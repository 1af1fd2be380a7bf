import { describe, expect, it } from 'vitest';
import {
	cityOf,
	findZones,
	isKnownZone,
	momentOf,
	offsetAt,
	offsetName,
	regionOf,
	wallAt,
	zones,
} from './zones';

const HOUR = 3_600_000;
const at = (iso: string) => Date.parse(iso);

describe('a clock somewhere else', () => {
	it.each([
		['Europe/Berlin', '2026-06-02T17:00:00Z', '2026-06-02', '19:00'],
		['Europe/Berlin', '2026-12-08T18:00:00Z', '2026-12-08', '19:00'],
		['Asia/Kathmandu', '2026-12-31T20:00:00Z', '2027-01-01', '01:45'],
		['America/New_York', '2026-01-01T02:30:00Z', '2025-12-31', '21:30'],
		['UTC', '2026-06-02T00:00:00Z', '2026-06-02', '00:00'],
	])('of %s shows at %s: %s %s', (zone, moment, day, time) => {
		expect(wallAt(zone, at(moment))).toEqual({ day, time });
		expect(momentOf(zone, { day, time })).toEqual({ kind: 'once', at: at(moment) });
	});

	it.each([
		['Europe/Berlin', '2026-03-29', '02:30', '2026-03-29T01:30:00Z', '03:30'],
		['America/New_York', '2027-03-14', '02:00', '2027-03-14T07:00:00Z', '03:00'],
		// By half an hour only.
		['Australia/Lord_Howe', '2026-10-04', '02:15', '2026-10-03T15:45:00Z', '02:45'],
		// At midnight.
		['Africa/Cairo', '2026-04-24', '00:30', '2026-04-23T22:30:00Z', '01:30'],
	])('of %s never shows %s %s, and what follows is meant', (zone, day, time, moment, instead) => {
		expect(momentOf(zone, { day, time })).toEqual({ kind: 'never', at: at(moment) });
		expect(wallAt(zone, at(moment)).time).toBe(instead);
	});

	it.each([
		['Europe/Berlin', '2026-10-25', '02:30', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'],
		['America/New_York', '2026-11-01', '01:00', '2026-11-01T05:00:00Z', '2026-11-01T06:00:00Z'],
		['Australia/Lord_Howe', '2026-04-05', '01:45', '2026-04-04T14:45:00Z', '2026-04-04T15:15:00Z'],
	])('of %s shows %s %s twice', (zone, day, time, first, later) => {
		expect(momentOf(zone, { day, time })).toEqual({ kind: 'twice', at: at(first), later: at(later) });
	});

	it('is read back to the moment it was looked at, all through the year and everywhere', () => {
		for (const zone of zones()) {
			for (
				let moment = at('2026-01-01T00:30:00Z');
				moment < at('2027-01-01T00:00:00Z');
				moment += 613 * HOUR
			) {
				const reading = momentOf(zone, wallAt(zone, moment));
				const read = reading?.kind === 'twice' ? [reading.at, reading.later] : [reading?.at];
				expect(reading?.kind, `${zone} ${moment}`).not.toBe('never');
				expect(read, `${zone} ${moment}`).toContain(moment);
			}
		}
	});

	it.each([
		['', '19:00'],
		['2026-06-02', ''],
		['2026-13-41', '19:00'],
		['2026-06-02', '25:00'],
	])('that shows %j %j is no clock', (day, time) => {
		expect(momentOf('Europe/Berlin', { day, time })).toBeUndefined();
	});

	it('is as far from UTC as people write it', () => {
		const summer = at('2026-06-02T12:00:00Z');
		expect(offsetAt('Asia/Kolkata', summer)).toBe(5.5 * HOUR);
		expect(offsetName('Asia/Kolkata', summer)).toBe('UTC+5:30');
		expect(offsetName('America/New_York', summer)).toBe('UTC−4');
		expect(offsetName('Pacific/Marquesas', summer)).toBe('UTC−9:30');
		expect(offsetName('UTC', summer)).toBe('UTC');
	});
});

describe('time zones', () => {
	it('are called after their cities', () => {
		expect([
			cityOf('America/Argentina/Buenos_Aires'),
			regionOf('America/Argentina/Buenos_Aires'),
		]).toEqual(['Buenos Aires', 'America, Argentina']);
		expect([cityOf('UTC'), regionOf('UTC')]).toEqual(['UTC', '']);
		expect([isKnownZone('Europe/Berlin'), isKnownZone('Europe/Atlantis')]).toEqual([true, false]);
	});

	it.each([
		['new y', 'America/New_York'],
		['São P', 'America/Sao_Paulo'],
		['europe/ber', 'Europe/Berlin'],
		['utc', 'UTC'],
		['kyiv', 'Europe/Kyiv'],
		['kolk', 'Asia/Kolkata'],
	])('are found for %j', (typed, zone) => {
		expect(findZones(typed, 10, 0)[0]).toBe(zone);
	});

	it('are found by what their time is called, and no more than are wanted', () => {
		expect(findZones('central european', 50, at('2026-01-15T12:00:00Z'))).toContain('Europe/Vienna');
		expect(findZones('', 7, 0)).toHaveLength(7);
		expect(findZones('atlantis', 7, 0)).toEqual([]);
	});
});
