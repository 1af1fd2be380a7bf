import { attemptKey } from '$lib/api/client';
import { isRecord } from '$lib/api/record';
import { isAudience } from './audience';
import type { Group, OwnAudience, Person } from './post';

/** What was sent, and under which key. */
export interface Attempt {
	key: string;
	content: string;
	/** When it was first made, in milliseconds since 1970: a poll ends so long after that, however often it is sent. */
	at: number;
}

/** The same content again is the same attempt, even after a reload: its answer may only have been lost. */
export function attemptFor(content: string, before: Attempt | undefined): Attempt {
	return before?.content === content ? before : { key: attemptKey(), content, at: Date.now() };
}

// What a browser kept is believed as far as it can be read.

export function textIn(kept: unknown): string {
	return typeof kept === 'string' ? kept : '';
}

/** Not a wider one than was chosen: what cannot be read is for nobody else. */
export function audienceIn(kept: unknown): OwnAudience {
	return isAudience(kept) ? kept : 'only_me';
}

export function groupIn(kept: unknown): Group | undefined {
	return isGroup(kept) ? kept : undefined;
}

export function peopleIn(kept: unknown): readonly Person[] {
	return Array.isArray(kept) ? kept.filter(isPerson) : [];
}

export function attemptIn(kept: unknown): Attempt | undefined {
	return isAttempt(kept) ? kept : undefined;
}

function isPerson(value: unknown): value is Person {
	return isRecord(value) && typeof value['id'] === 'string' && typeof value['display_name'] === 'string';
}

function isGroup(value: unknown): value is Group {
	return isRecord(value) && typeof value['id'] === 'string' && typeof value['title'] === 'string';
}

function isAttempt(value: unknown): value is Attempt {
	if (!isRecord(value) || typeof value['at'] !== 'number') return false;
	return typeof value['key'] === 'string' && typeof value['content'] === 'string';
}
