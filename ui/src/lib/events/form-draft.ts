import type { GroupEvent } from './types';
import { isKnownZone, momentOf, ownZone, type Reading, type Wall } from './zones';

/** What is said of an event, as it stands in the fields. */
export interface Draft {
	title: string;
	description: string;
	/** `YYYY-MM-DD` and `HH:MM`, by the clock of `zone`. */
	day: string;
	time: string;
	/** Of two moments at which the clock shows that, the later one. */
	later: boolean;
	hasEnd: boolean;
	endDay: string;
	endTime: string;
	endLater: boolean;
	/** An IANA name. */
	zone: string;
	place: string;
	/** Whether “maybe” is offered. */
	maybe: boolean;
	/** A number, or empty for everyone. */
	capacity: string;
}

export function emptyDraft(): Draft {
	return {
		title: '',
		description: '',
		day: '',
		time: '',
		later: false,
		hasEnd: false,
		endDay: '',
		endTime: '',
		endLater: false,
		zone: ownZone(),
		place: '',
		maybe: true,
		capacity: '',
	};
}

export function draftOf(event: GroupEvent): Draft {
	const start = wallOf(event.starts_at_local);
	const end = wallOf(event.ends_at_local ?? '');
	return {
		title: event.title,
		description: event.description,
		...start,
		later: isLater(event.time_zone, start, event.starts_at),
		hasEnd: event.ends_at !== null,
		endDay: end.day,
		endTime: end.time,
		endLater: isLater(event.time_zone, end, event.ends_at),
		zone: event.time_zone,
		place: event.place ?? '',
		maybe: event.options.includes('maybe'),
		capacity: event.capacity === null ? '' : String(event.capacity),
	};
}

/** What the clock shows, of `2026-06-02T19:00:00+02:00`. */
function wallOf(local: string): Wall {
	return { day: local.slice(0, 10), time: local.slice(11, 16) };
}

/** Whether the clock shows the same a second time, and that one is meant. */
function isLater(zone: string, shown: Wall, at: string | null): boolean {
	if (!at || !isKnownZone(zone)) return false;
	const reading = momentOf(zone, shown);
	return reading?.kind === 'twice' && Date.parse(at) >= reading.later;
}

/** What a browser kept is believed as far as it can be read. */
export function fitting(kept: Record<string, unknown>): Partial<Draft> {
	const model: Record<string, unknown> = { ...emptyDraft() };
	return Object.fromEntries(
		Object.entries(kept).filter(([key, value]) => key in model && typeof value === typeof model[key]),
	);
}

/** The moment that is meant of those at which the clock shows the same. */
export function meant(reading: Reading | undefined, later: boolean): number | undefined {
	if (!reading) return undefined;
	return reading.kind === 'twice' && later ? reading.later : reading.at;
}

/**
 * When it begins and ends, as the server takes it; the beginning is empty while none is said. What was not touched of an event
 * that is there stays as it is, to the second.
 */
export function moments(
	draft: Draft,
	start: Reading | undefined,
	end: Reading | undefined,
	before: GroupEvent | undefined,
): { starts_at: string; ends_at: string | null } {
	const iso = (at: number | undefined) => (at === undefined ? '' : new Date(at).toISOString());
	const was = before && draftOf(before);
	const isSame = (keys: readonly (keyof Draft)[]) => was && keys.every((key) => was[key] === draft[key]);
	return {
		starts_at:
			before && isSame(['day', 'time', 'later', 'zone'])
				? before.starts_at
				: iso(meant(start, draft.later)),
		ends_at:
			before && isSame(['hasEnd', 'endDay', 'endTime', 'endLater', 'zone'])
				? before.ends_at
				: draft.hasEnd
					? iso(meant(end, draft.endLater))
					: null,
	};
}
