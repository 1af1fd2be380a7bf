import { createContext } from 'svelte';
import { api, call } from '$lib/api/client';
import { Wall } from '$lib/media/wall.svelte';
import type { Session } from '$lib/session/session.svelte';
import { ProfileState } from './profile.svelte';
import type { Profile } from './types';

/** More than a person goes back through; the oldest are forgotten first. */
const REMEMBERED = 12;

/** The profiles that were opened, so that going back shows them at once, and every copy follows a change. */
export class Profiles {
	readonly #session: Session;
	/** By handle in lower case, the one opened last at the end. */
	readonly #known = new Map<string, ProfileState>();
	/** By id, the one opened last at the end. */
	readonly #photos = new Map<string, Wall>();

	constructor(session: Session) {
		this.#session = session;
	}

	/** The profile of `handle`, written without the `@`. The same one while it is remembered. */
	of(handle: string): ProfileState {
		const key = handle.toLowerCase();
		const known = this.#known.get(key) ?? new ProfileState(`@${key}`);
		remember(this.#known, key, known);
		return known;
	}

	/** The pictures of a person, by id. The same list while it is remembered. */
	photosOf(id: string): Wall {
		const photos = this.#photos.get(id) ?? photosBy(id);
		remember(this.#photos, id, photos);
		return photos;
	}

	/** The member's own profile changed: shows it on the profile, in the bars and wherever else it stands. */
	changedMine(change: Partial<Profile>): void {
		const { id, handle } = this.#session.me;
		for (const known of this.#known.values()) {
			if (known.profile?.id === id) known.patch(change);
		}
		if (change.handle !== undefined && change.handle !== handle) this.#move(handle, change.handle);
		this.#session.patch(onCards(change));
	}

	/** What is shown at the old address goes on at the new one. */
	#move(from: string, to: string): void {
		const [before, after] = [from.toLowerCase(), to.toLowerCase()];
		const moved = this.#known.get(before);
		if (before === after || !moved) return;
		moved.address = `@${after}`;
		this.#known.delete(before);
		remember(this.#known, after, moved);
	}
}

function remember<Kept>(all: Map<string, Kept>, key: string, kept: Kept): void {
	all.delete(key);
	all.set(key, kept);
	const [oldest] = all.keys();
	if (all.size > REMEMBERED && oldest !== undefined) all.delete(oldest);
}

const ON_CARDS = [
	'handle',
	'first_name',
	'last_name',
	'nickname',
	'display_name',
	'avatar_url',
	'is_private',
] as const satisfies readonly (keyof Profile)[];

/** The part of a change that stands beside everything a person does. */
function onCards(change: Partial<Profile>): Partial<Pick<Profile, (typeof ON_CARDS)[number]>> {
	return Object.fromEntries(ON_CARDS.filter((key) => key in change).map((key) => [key, change[key]]));
}

export const [useProfiles, provideProfiles] = createContext<Profiles>();

/** The pictures and videos of someone’s posts. */
function photosBy(id: string): Wall {
	return new Wall((query, signal) =>
		call(api.GET('/users/{id}/media', { params: { path: { id }, query }, signal })),
	);
}
