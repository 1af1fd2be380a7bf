import { dates } from './relative';

interface SpanOptions {
	/** Writes days and months out. */
	long?: boolean;
	/** Whose clock it is; undefined is that of who looks. */
	timeZone?: string;
	/** Undefined is the browser's own. */
	locale?: string;
}

/**
 * A span of time in words: the day, and from when until when, if that is known. The year stands with it where it is another
 * than that of `now`.
 */
export function span(
	from: string,
	until: string | null,
	now: number,
	{ long = false, timeZone, locale }: SpanOptions = {},
): string {
	const year = (at: number) => dates('en', { year: 'numeric', timeZone }).format(at);
	const start = Date.parse(from);
	const end = until === null ? start : Date.parse(until);
	const isNear = [start, end].every((at) => year(at) === year(now));
	const format = dates(locale, {
		weekday: long ? 'long' : 'short',
		day: 'numeric',
		month: long ? 'long' : 'short',
		hour: 'numeric',
		minute: '2-digit',
		year: isNear ? undefined : 'numeric',
		timeZone,
	});
	return until === null ? format.format(start) : format.formatRange(start, end);
}

/** The day by the clock of who looks, in the parts that stand on a leaf of a calendar. */
export function leaf(at: string, locale?: string): { day: string; month: string } {
	const moment = Date.parse(at);
	return {
		day: dates(locale, { day: 'numeric' }).format(moment),
		month: dates(locale, { month: 'short' }).format(moment),
	};
}
