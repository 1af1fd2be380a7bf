import { api, call } from '$lib/api/client';
import type { Page } from '$lib/ui/list/paged-list.svelte';
import { AcquaintedList, type Acquaintance, type PeopleQuery } from '$lib/ui/person/acquainted-list.svelte';
import type { GroupPerson } from './types';

/** The lists of people of a group. */
export type PeopleOf = 'members' | 'staff' | 'requests' | 'invited' | 'banned';

/** People of one group. */
export class GroupPeople extends AcquaintedList<GroupPerson> {
	readonly #group: string;
	readonly #which: PeopleOf;

	constructor(group: string, which: PeopleOf, acquaintance: Acquaintance) {
		super(acquaintance);
		this.#group = group;
		this.#which = which;
	}

	/** Takes somebody out; gives back what puts them there again. */
	drop(id: string): () => void {
		const place = this.items.findIndex((person) => person.id === id);
		const person = this.items[place];
		if (!person) return () => undefined;
		this.items = this.items.filter((other) => other !== person);
		return () => {
			if (this.items.some((other) => other.id === id)) return;
			this.items = this.items.toSpliced(Math.min(place, this.items.length), 0, person);
		};
	}

	/** Shows a change of somebody; gives back what undoes it. */
	change(id: string, change: Partial<GroupPerson>): () => void {
		const person = this.items.find((other) => other.id === id);
		const put = (now: GroupPerson) => {
			this.items = this.items.map((other) => (other.id === id ? now : other));
		};
		if (!person) return () => undefined;
		put({ ...person, ...change });
		return () => put(person);
	}

	protected override people(query: PeopleQuery, signal: AbortSignal): Promise<Page<GroupPerson>> {
		const path = { id: this.#group };
		const params = { path, query };
		switch (this.#which) {
			case 'members':
				return call(api.GET('/groups/{id}/members', { params, signal }));
			case 'staff': {
				const staff = { path, query: { ...query, role: 'staff' as const } };
				return call(api.GET('/groups/{id}/members', { params: staff, signal }));
			}
			case 'requests':
				return call(api.GET('/groups/{id}/join-requests', { params, signal }));
			case 'invited':
				return call(api.GET('/groups/{id}/invitations', { params, signal }));
			case 'banned':
				return call(api.GET('/groups/{id}/bans', { params, signal }));
		}
	}
}
