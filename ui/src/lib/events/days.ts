import { localDay } from '$lib/ui/time/day';

const DAY = 86_400_000;
/** Weeks of a page of the calendar: as many as the longest month can touch, so that every month is as high. */
const WEEKS = 6;

/** A day of the calendar, `YYYY-MM-DD`; days sort as texts. */
export type Day = string;
/** A month of the calendar, `YYYY-MM`. */
export type Month = string;

const utc = (day: Day) => Date.parse(`${day}T00:00:00Z`);
const dayOfUtc = (at: number): Day => new Date(at).toISOString().slice(0, 10);

/** Reads a day that stands in an address; undefined when there is no such day. */
export function readDay(text: string | null): Day | undefined {
	if (!text || !/^\d{4}-\d\d-\d\d$/.test(text)) return undefined;
	const at = utc(text);
	return !Number.isNaN(at) && dayOfUtc(at) === text ? text : undefined;
}

/** The day where the person is. */
export function dayAt(at: number): Day {
	return localDay(new Date(at));
}

export function plusDays(day: Day, days: number): Day {
	return dayOfUtc(utc(day) + days * DAY);
}

/** The same day of another month, or its last when it has none such. */
export function plusMonths(day: Day, months: number): Day {
	const first = new Date(utc(`${monthOf(day)}-01`));
	first.setUTCMonth(first.getUTCMonth() + months);
	const month = monthOf(dayOfUtc(first.getTime()));
	const last = lastOf(month);
	const same = `${month}-${day.slice(8)}`;
	return same > last ? last : same;
}

export function monthOf(day: Day): Month {
	return day.slice(0, 7);
}

/** The last day of a month. */
function lastOf(month: Month): Day {
	const next = new Date(utc(`${month}-01`));
	next.setUTCMonth(next.getUTCMonth() + 1);
	return dayOfUtc(next.getTime() - DAY);
}

/** 1 for Monday to 7 for Sunday. */
export function weekdayOf(day: Day): number {
	return new Date(utc(day)).getUTCDay() || 7;
}

/** The first day of the week in which a day is, where weeks begin with `first` (1 is Monday). */
export function weekOf(day: Day, first: number): Day {
	return plusDays(day, -((weekdayOf(day) - first + 7) % 7));
}

/** The weeks of a page of the calendar that shows a month, with days of the months around it. */
export function weeksOf(month: Month, first: number): readonly (readonly Day[])[] {
	const start = weekOf(`${month}-01`, first);
	return Array.from({ length: WEEKS }, (_, week) =>
		Array.from({ length: 7 }, (__, place) => plusDays(start, week * 7 + place)),
	);
}

/** When a day begins where the person is. At midnight, unless the clocks are set forward just then. */
export function startOf(day: Day): Date {
	const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
	return new Date(year, month - 1, date);
}

/** The days where the person is on which something takes place, the first `most` of them. */
export function daysOf(event: { starts_at: string; ends_at: string | null }, most = 42): readonly Day[] {
	const begins = Date.parse(event.starts_at);
	const ends = event.ends_at ? Date.parse(event.ends_at) : begins;
	const first = dayAt(begins);
	// What ends at midnight is not on the day that begins then.
	const last = dayAt(Math.max(begins, ends - 1));
	const days = [first];
	for (let day = plusDays(first, 1); day <= last && days.length < most; day = plusDays(day, 1))
		days.push(day);
	return days;
}

/** Where weeks begin on Sunday or Saturday, for browsers that do not tell. */
const SUNDAY =
	/-(AG|AS|BD|BR|BS|BT|BW|BZ|CA|CO|DM|DO|ET|GT|GU|HK|HN|ID|IL|IN|JM|JP|KE|KH|KR|LA|MH|MM|MO|MT|MX|MZ|NI|NP|PA|PE|PH|PK|PR|PT|PY|SA|SG|SV|TH|TT|TW|UM|US|VE|VI|WS|YE|ZA|ZW)\b/;
const SATURDAY = /-(AE|AF|BH|DJ|DZ|EG|IQ|IR|JO|KW|LY|OM|QA|SD|SY)\b/;

interface WeekInfo {
	firstDay: number;
}

/** The day with which weeks begin in a language and country: 1 for Monday to 7 for Sunday. */
export function firstWeekday(locale: string): number {
	try {
		const told = new Intl.Locale(locale) as Intl.Locale & {
			getWeekInfo?: () => WeekInfo;
			weekInfo?: WeekInfo;
		};
		const first = (told.getWeekInfo?.() ?? told.weekInfo)?.firstDay;
		if (first) return first;
		const full = told.maximize().toString();
		if (SUNDAY.test(full)) return 7;
		return SATURDAY.test(full) ? 6 : 1;
	} catch {
		return 1;
	}
}
