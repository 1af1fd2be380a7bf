const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
	['hour', HOUR],
	['minute', MINUTE],
];

/** A formatter takes milliseconds to make, and a list of posts needs the same few over and over. */
function once<Options, Format>(make: (locale: string | undefined, options: Options) => Format) {
	const made = new Map<string, Format>();
	return (locale: string | undefined, options: Options): Format => {
		const key = JSON.stringify([locale, options]);
		const format = made.get(key) ?? make(locale, options);
		made.set(key, format);
		return format;
	};
}

/** A format of dates, made once. */
export const dates = once(
	(locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options),
);
const relatives = once(
	(locale, options: Intl.RelativeTimeFormatOptions) => new Intl.RelativeTimeFormat(locale, options),
);

/**
 * How long ago `iso` was, as short as people say it: “5m ago”, “yesterday”, and the day itself after a week.
 * A moment in the near future (clocks differ) counts as now. `locale` undefined is the browser's own.
 */
export function ago(iso: string, now: number, locale?: string): string {
	const then = Date.parse(iso);
	const passed = now - then;
	if (passed < 45 * SECOND) {
		return relatives(locale, { numeric: 'auto' }).format(0, 'second');
	}
	if (passed >= WEEK) return day(then, now, locale);
	const relative = relatives(locale, { numeric: 'auto', style: 'narrow' });
	if (passed >= DAY) return relative.format(-calendarDays(then, now), 'day');
	for (const [unit, length] of UNITS) {
		if (passed >= length) return relative.format(-Math.floor(passed / length), unit);
	}
	return relative.format(-1, 'minute');
}

/** How many midnights lie between, where the reader is: “yesterday” is the day before, not 24 hours. */
function calendarDays(then: number, now: number): number {
	const midnight = (moment: number) => new Date(moment).setHours(0, 0, 0, 0);
	return Math.max(1, Math.round((midnight(now) - midnight(then)) / DAY));
}

function day(then: number, now: number, locale: string | undefined): string {
	const sameYear = new Date(then).getFullYear() === new Date(now).getFullYear();
	return dates(locale, {
		day: 'numeric',
		month: 'short',
		year: sameYear ? undefined : 'numeric',
	}).format(then);
}

/** The whole date and time, for those who want to know exactly. */
export function exact(iso: string, locale?: string): string {
	return dates(locale, { dateStyle: 'full', timeStyle: 'short' }).format(Date.parse(iso));
}
