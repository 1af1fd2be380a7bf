import { createContext } from 'svelte';
import { PeopleList } from './people-list.svelte';
import type { Relations } from './relations.svelte';
import { OWN_LISTS, profileList, search, type OwnList, type ProfileList } from './server';
import { Suggestions } from './suggestions.svelte';

/** Lists of other people that are remembered, for going back to them; the oldest are forgotten first. */
const REMEMBERED = 12;

/** The lists of people that were opened. */
export class People {
	readonly suggestions: Suggestions;
	readonly #relations: Relations;
	readonly #own = new Map<OwnList, PeopleList>();
	readonly #theirs = new Map<string, PeopleList>();

	constructor(relations: Relations) {
		this.#relations = relations;
		this.suggestions = new Suggestions(relations);
	}

	/** A list that only concerns oneself; the same one each time. */
	mine(list: OwnList): PeopleList {
		const known = this.#own.get(list) ?? new PeopleList(OWN_LISTS[list], this.#relations);
		this.#own.set(list, known);
		return known;
	}

	/** The people that a search finds; the same list while it is remembered. */
	called(words: string): PeopleList {
		return this.#remembered(`search/${words}`, () => {
			return new PeopleList((query, signal) => search(words, query, signal), this.#relations);
		});
	}

	/** A list of a profile, by the person's id; the same one while it is remembered. */
	of(id: string, list: ProfileList): PeopleList {
		return this.#remembered(
			`${id}/${list}`,
			() => new PeopleList(profileList(id, list), this.#relations),
		);
	}

	#remembered(key: string, make: () => PeopleList): PeopleList {
		const known = this.#theirs.get(key) ?? make();
		this.#theirs.delete(key);
		this.#theirs.set(key, known);
		const [oldest] = this.#theirs.keys();
		if (this.#theirs.size > REMEMBERED && oldest !== undefined) this.#theirs.delete(oldest);
		return known;
	}
}

export const [usePeople, providePeople] = createContext<People>();
