import { call } from '$lib/api/client';
import { Dismissals } from '$lib/ui/list/dismissals.svelte';
import { PeopleList } from './people-list.svelte';
import type { Relations } from './relations.svelte';
import { dismiss, suggestions } from './server';
import type { SuggestedPerson } from './types';

/** People one may know. Who is dismissed can be taken back until the page is left. */
export class Suggestions {
	readonly list: PeopleList<SuggestedPerson>;
	readonly dismissed = new Dismissals((id) => call(dismiss(id)));

	constructor(relations: Relations) {
		this.list = new PeopleList(suggestions, relations);
	}

	/** The page is left: tells the server who was dismissed and forgets them. */
	leave(): Promise<void> {
		return this.dismissed.leave((ids) => {
			this.list.items = this.list.items.filter(({ id }) => !ids.includes(id));
		});
	}
}
