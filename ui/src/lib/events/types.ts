import type { components } from '$lib/api/schema';

type Schemas = components['schemas'];

/** An event as the member who looks sees it. */
export type GroupEvent = Schemas['Event'];
/** What one can say of an event. */
export type Answer = Schemas['EventAnswer'];
/** How somebody stands to an event. */
export type EventResponse = Schemas['EventResponse'];
/** Somebody who said whether they come. */
export type Participant = Schemas['EventParticipant'];
export type CalendarFeed = Schemas['CalendarFeed'];

/** The answers in the order they are offered. */
export const ANSWERS = ['going', 'maybe', 'not_going'] as const satisfies readonly Answer[];
/** How one can stand to an event, in the order of the lists. */
export const RESPONSES = [
	'going',
	'waiting',
	'maybe',
	'not_going',
] as const satisfies readonly EventResponse[];
