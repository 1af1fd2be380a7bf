import { dates } from '$lib/ui/time/relative';
import { span } from '$lib/ui/time/span';
import { dayAt, type Day } from './days';
import type { GroupEvent } from './types';
import { cityOf } from './zones';

type Times = Pick<GroupEvent, 'starts_at' | 'ends_at'>;
type LocalTimes = Times & Pick<GroupEvent, 'starts_at_local' | 'ends_at_local' | 'time_zone'>;

const CLOCK = { hour: 'numeric', minute: '2-digit' } as const;

const format = (options: Intl.DateTimeFormatOptions) => dates(undefined, options);

/** When something is, by the clock of who looks. `long` writes days and months out. */
export function when({ starts_at, ends_at }: Times, now: number, long = false): string {
	return span(starts_at, ends_at, now, { long });
}

/** What a clock showed, as a moment of a place without time zones: the browser need not know the zone. */
function wall(local: string): string {
	return `${local.slice(0, 19)}Z`;
}

/** The minutes by which the clock was ahead of UTC: of `…+02:00` that is 120. */
function ahead(local: string): number {
	const [, sign, hours, minutes] = /([+-])(\d\d):?(\d\d)$/.exec(local) ?? [];
	const size = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
	return sign === '-' ? -size : size;
}

/** Whether the clock by which it is meant shows something else than the clock of who looks. */
export function isElsewhere({ starts_at, starts_at_local, ends_at, ends_at_local }: LocalTimes): boolean {
	const differs = (at: string, local: string) => ahead(local) !== -new Date(at).getTimezoneOffset();
	return (
		differs(starts_at, starts_at_local) ||
		Boolean(ends_at && ends_at_local && differs(ends_at, ends_at_local))
	);
}

/** When it is by the clock by which it is meant, and the city that this clock is called after. */
export function whenThere(event: LocalTimes, now: number): { when: string; city: string } {
	const until = event.ends_at_local === null ? null : wall(event.ends_at_local);
	return {
		when: span(wall(event.starts_at_local), until, now, { timeZone: 'UTC' }),
		city: cityOf(event.time_zone),
	};
}

/** The time of day at which it begins, by the clock of who looks. */
export function clockTime(iso: string): string {
	return format(CLOCK).format(Date.parse(iso));
}

/** Noon of a day without time zones: no setting of clocks moves it to another. */
const noon = (day: Day) => Date.parse(`${day}T12:00:00Z`);

/** A day in words; today and the days beside it by these names. */
export function dayName(day: Day, now: number): string {
	const today = dayAt(now);
	const days = Math.round((noon(day) - noon(today)) / 86_400_000);
	const isNear = day.slice(0, 4) === today.slice(0, 4);
	const name = fullDay(day, isNear);
	if (Math.abs(days) > 1) return name;
	const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' }).format(days, 'day');
	return `${relative.charAt(0).toLocaleUpperCase()}${relative.slice(1)}, ${name}`;
}

/** Such as “Tuesday 8 December”. */
export function fullDay(day: Day, withoutYear = false): string {
	return format({
		weekday: 'long',
		day: 'numeric',
		month: 'long',
		...(!withoutYear && { year: 'numeric' }),
		timeZone: 'UTC',
	}).format(noon(day));
}

/** Such as “December 2026”. */
export function monthName(month: string): string {
	return format({ month: 'long', year: 'numeric', timeZone: 'UTC' }).format(noon(`${month}-01`));
}

/** The month in a few letters. */
export function shortMonth(day: Day): string {
	return format({ month: 'short', timeZone: 'UTC' }).format(noon(day));
}

/** The day of the week of a day, whole and in a few letters. */
export function weekdayNames(day: Day): { long: string; short: string } {
	const of = (weekday: 'long' | 'short') => format({ weekday, timeZone: 'UTC' }).format(noon(day));
	return { long: of('long'), short: of('short') };
}

/** What an event is at a moment. */
export type Phase = 'cancelled' | 'over' | 'now' | 'coming';

export function phaseOf(event: GroupEvent, now: number): Phase {
	if (event.cancelled_at) return 'cancelled';
	if (Date.parse(event.over_at) <= now) return 'over';
	return Date.parse(event.starts_at) <= now ? 'now' : 'coming';
}
