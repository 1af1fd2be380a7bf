const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
	['day', DAY],
	['hour', HOUR],
	['minute', MINUTE],
];

/**
 * How long ago `iso` was, as short as people say it: “5m ago”, “yesterday”, and the day itself after a week.
 * A moment in the near future (clocks differ) counts as now. `locale` undefined is the browser's own.
 */
export function ago(iso: string, now: number, locale?: string): string {
	const then = Date.parse(iso);
	const passed = now - then;
	if (passed < 45 * SECOND) {
		return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(0, 'second');
	}
	if (passed >= WEEK) return day(then, now, locale);
	const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'narrow' });
	for (const [unit, length] of UNITS) {
		if (passed >= length) return relative.format(-Math.floor(passed / length), unit);
	}
	return relative.format(-1, 'minute');
}

function day(then: number, now: number, locale: string | undefined): string {
	const sameYear = new Date(then).getFullYear() === new Date(now).getFullYear();
	return new Intl.DateTimeFormat(locale, {
		day: 'numeric',
		month: 'short',
		year: sameYear ? undefined : 'numeric',
	}).format(then);
}

/** The whole date and time, for those who want to know exactly. */
export function exact(iso: string, locale?: string): string {
	return new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' }).format(Date.parse(iso));
}
