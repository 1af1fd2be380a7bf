const MINUTE = 60_000;
const DAY = 86_400_000;

/** A formatter takes long to make, and the same zones are asked for over and over. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
	const known = clocks.get(zone);
	if (known) return known;
	const made = new Intl.DateTimeFormat('en-US', {
		timeZone: zone,
		calendar: 'gregory',
		hourCycle: 'h23',
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
		hour: '2-digit',
		minute: '2-digit',
		second: '2-digit',
	});
	clocks.set(zone, made);
	return made;
}

/** Names that browsers still give by which nobody calls these cities any more. */
const RENAMED: Readonly<Record<string, string>> = {
	'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
	'America/Godthab': 'America/Nuuk',
	'Asia/Calcutta': 'Asia/Kolkata',
	'Asia/Katmandu': 'Asia/Kathmandu',
	'Asia/Rangoon': 'Asia/Yangon',
	'Asia/Saigon': 'Asia/Ho_Chi_Minh',
	'Atlantic/Faeroe': 'Atlantic/Faroe',
	'Europe/Kiev': 'Europe/Kyiv',
};

/** The IANA name of the browser's own time zone. */
export function ownZone(): string {
	const told = new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
	return RENAMED[told] ?? told;
}

/** Whether the browser knows the rules of a zone. */
export function isKnownZone(zone: string): boolean {
	try {
		return clockOf(zone) !== undefined;
	} catch {
		return false;
	}
}

/** A day and a time of day, as a calendar and a clock on the wall show them: `2026-06-02` and `19:00`. */
export interface Wall {
	day: string;
	time: string;
}

/** What calendar and clock of a zone show at a moment, in milliseconds since 1970. */
export function wallAt(zone: string, at: number): Wall {
	const told = new Date(at + offsetAt(zone, at)).toISOString();
	return { day: told.slice(0, 10), time: told.slice(11, 16) };
}

/** How far the clocks of a zone are ahead of UTC at a moment, in milliseconds. */
export function offsetAt(zone: string, at: number): number {
	const second = Math.floor(at / 1_000) * 1_000;
	const parts = new Map(
		clockOf(zone)
			.formatToParts(second)
			.map(({ type, value }) => [type, Number(value)]),
	);
	const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
	const told = Date.UTC(
		part('year'),
		part('month') - 1,
		part('day'),
		part('hour'),
		part('minute'),
		part('second'),
	);
	return told - second;
}

/**
 * The moments at which the clocks of a zone show something. Mostly that is one. Where they are set back there are two, and
 * where they are set forward none: `at` is then what is as far from midnight.
 */
export type Reading =
	| { kind: 'once'; at: number }
	| { kind: 'twice'; at: number; later: number }
	| { kind: 'never'; at: number };

/** Reads a clock. Undefined when that is no day or no time. */
export function momentOf(zone: string, { day, time }: Wall): Reading | undefined {
	if (!/^\d{4}-\d\d-\d\d$/.test(day) || !/^\d\d:\d\d$/.test(time)) return undefined;
	const told = Date.parse(`${day}T${time}:00Z`);
	if (Number.isNaN(told)) return undefined;
	// Clocks are set at most once in two days: the offsets on both sides are all there can be.
	const before = offsetAt(zone, told - DAY);
	const after = offsetAt(zone, told + DAY);
	const fitting = [...new Set([before, after])]
		.map((offset) => told - offset)
		.filter((at) => at + offsetAt(zone, at) === told)
		.sort((one, other) => one - other);
	const [at, later] = fitting;
	if (at === undefined) return { kind: 'never', at: told - before };
	return later === undefined ? { kind: 'once', at } : { kind: 'twice', at, later };
}

/** An offset as people write it: `UTC+5:30`. */
export function offsetName(zone: string, at: number): string {
	const minutes = Math.round(offsetAt(zone, at) / MINUTE);
	if (minutes === 0) return 'UTC';
	const whole = Math.floor(Math.abs(minutes) / 60);
	const rest = Math.abs(minutes) % 60;
	return `UTC${minutes < 0 ? '−' : '+'}${whole}${rest ? `:${String(rest).padStart(2, '0')}` : ''}`;
}

/** The city a zone is called after: “New York” of `America/New_York`. */
export function cityOf(zone: string): string {
	return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

/** Where that city is, as far as the name says: “America” or “America, Argentina”. */
export function regionOf(zone: string): string {
	return zone.split('/').slice(0, -1).join(', ').replaceAll('_', ' ');
}

let all: readonly string[] | undefined;

/** All zones the browser knows, and UTC, which it does not count among them. */
export function zones(): readonly string[] {
	all ??= [...new Set([...Intl.supportedValuesOf('timeZone').map((zone) => RENAMED[zone] ?? zone), 'UTC'])];
	return all;
}

/** Without accents and case, words apart by spaces. */
const plain = (text: string) =>
	text
		.normalize('NFD')
		.replaceAll(/\p{M}/gu, '')
		.toLowerCase()
		.replaceAll(/[/_\s,]+/g, ' ')
		.trim();

/**
 * The zones for what is typed: first those whose city begins with it, then those of which any word does, then those whose
 * time is called so (“Central European Time”). At most `most` of them.
 */
export function findZones(typed: string, most: number, at: number): readonly string[] {
	const wanted = plain(typed);
	if (!wanted) return zones().slice(0, most);
	const byCity = zones().filter((zone) => plain(cityOf(zone)).startsWith(wanted));
	const byWord = zones().filter((zone) => ` ${plain(zone)}`.includes(` ${wanted}`));
	const found = new Set([...byCity, ...byWord]);
	if (found.size < most) {
		for (const zone of zones()) if (plain(longName(zone, at)).includes(wanted)) found.add(zone);
	}
	return [...found].slice(0, most);
}

const names = new Map<string, string>();

/** What the time of a zone is called, in the browser's language. */
function longName(zone: string, at: number): string {
	const known = names.get(zone);
	if (known !== undefined) return known;
	const parts = new Intl.DateTimeFormat(undefined, { timeZone: zone, timeZoneName: 'long' }).formatToParts(
		at,
	);
	const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
	names.set(zone, name);
	return name;
}
