import { characters } from '$lib/ui/field/characters';
import { words } from '$lib/words/event-form';
import type { Draft } from './form-draft';
import type { GroupEvent } from './types';
import { isKnownZone } from './zones';

export const TITLE_MAX = 120;
export const DESCRIPTION_MAX = 5_000;
export const PLACE_MAX = 200;
export const CAPACITY_MAX = 100_000;

const DAY = 86_400_000;
/** How far ahead an event may begin, and how long it may last. */
const FARTHEST = 5 * 366 * DAY;
const LONGEST = 31 * DAY;

interface Times {
	starts_at: string;
	ends_at: string | null;
}

/** What is wrong with an event, by field, before anything is sent. `before` is the event as it is saved. */
export function complaints(
	draft: Draft,
	times: Times,
	now: number,
	before?: GroupEvent,
): ReadonlyMap<string, string> {
	const wrong = new Map<string, string>();
	const check = (field: string, complaint: string | undefined) => {
		if (complaint) wrong.set(field, complaint);
	};
	check('title', draft.title.trim() ? tooLong(draft.title, TITLE_MAX) : words.titleMissing);
	check('description', tooLong(draft.description, DESCRIPTION_MAX));
	check('place', tooLong(draft.place, PLACE_MAX));
	check('capacity', ofCapacity(draft.capacity.trim()));
	if (!draft.day) wrong.set('starts_at', words.dayMissing);
	if (!draft.time) wrong.set('time', words.timeMissing);
	const isTimed = draft.day !== '' && draft.time !== '';
	if (isTimed && times.starts_at === '') {
		if (isKnownZone(draft.zone)) wrong.set('starts_at', words.dayMissing);
		else wrong.set('time_zone', words.zoneUnknown);
		return wrong;
	}
	if (isTimed && times.starts_at !== before?.starts_at) check('starts_at', ofStart(times.starts_at, now));
	if (times.ends_at !== null) check('ends_at', ofEnd(times, isTimed));
	return wrong;
}

function tooLong(text: string, most: number): string | undefined {
	return characters(text.trim()) > most ? words.tooLong(most) : undefined;
}

function ofCapacity(typed: string): string | undefined {
	if (typed === '') return undefined;
	const isNumber = /^\d+$/.test(typed) && Number(typed) >= 1 && Number(typed) <= CAPACITY_MAX;
	return isNumber ? undefined : words.capacityWrong(CAPACITY_MAX);
}

function ofStart(starts: string, now: number): string | undefined {
	const at = Date.parse(starts);
	if (at <= now) return words.inThePast;
	return at - now > FARTHEST ? words.tooFar : undefined;
}

function ofEnd({ starts_at, ends_at }: Times, isTimed: boolean): string | undefined {
	if (!ends_at) return words.endMissing;
	if (!isTimed) return undefined;
	const lasts = Date.parse(ends_at) - Date.parse(starts_at);
	if (lasts <= 0) return words.endBefore;
	return lasts > LONGEST ? words.tooLongEvent : undefined;
}
