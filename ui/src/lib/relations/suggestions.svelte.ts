import { call } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import { SvelteSet } from 'svelte/reactivity';
import { PeopleList } from './people-list.svelte';
import type { Relations } from './relations.svelte';
import { dismiss, suggestions } from './server';
import type { SuggestedPerson } from './types';

/** People one may know. Who is dismissed can be taken back until the page is left; only then the server is told. */
export class Suggestions {
	readonly list: PeopleList<SuggestedPerson>;
	readonly #dismissed = new SvelteSet<string>();

	constructor(relations: Relations) {
		this.list = new PeopleList(suggestions, relations);
	}

	isDismissed(id: string): boolean {
		return this.#dismissed.has(id);
	}

	dismiss(id: string): void {
		this.#dismissed.add(id);
	}

	restore(id: string): void {
		this.#dismissed.delete(id);
	}

	/** The page is left: tells the server who was dismissed and forgets them. One it did not hear of is suggested again. */
	async leave(): Promise<void> {
		const ids = [...this.#dismissed];
		if (ids.length === 0) return;
		this.#dismissed.clear();
		this.list.items = this.list.items.filter(({ id }) => !ids.includes(id));
		const answers = await Promise.allSettled(ids.map((id) => call(dismiss(id))));
		for (const answer of answers) {
			if (answer.status === 'rejected' && !(answer.reason instanceof Problem)) throw answer.reason;
		}
	}
}
