import { api, call } from '$lib/api/client';
import type { Page } from '$lib/ui/list/paged-list.svelte';
import { SearchedList } from '$lib/ui/list/searched-list.svelte';
import type { GroupPerson } from './types';

const PAGE = 30;

/** The lists of people of a group. */
export type PeopleOf = 'members' | 'staff' | 'requests' | 'invited' | 'banned';

/** Who keeps how the member stands to people; told with every page. */
export interface Acquaintance {
	now(): number;
	learn(people: readonly GroupPerson[], askedAt: number): void;
}

/** People of one group, page by page, narrowed by what is typed. */
export class GroupPeople extends SearchedList<GroupPerson> {
	readonly #group: string;
	readonly #which: PeopleOf;
	readonly #known: Acquaintance;

	constructor(group: string, which: PeopleOf, known: Acquaintance) {
		super();
		this.#group = group;
		this.#which = which;
		this.#known = known;
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

	protected override async search(
		q: string | undefined,
		cursor: string | undefined,
		signal: AbortSignal,
	): Promise<Page<GroupPerson>> {
		const askedAt = this.#known.now();
		const page = await call(this.#page({ limit: PAGE, cursor, ...(q && { q }) }, signal));
		this.#known.learn(page.items, askedAt);
		return page;
	}

	#page(query: { limit: number; cursor?: string; q?: string }, signal: AbortSignal) {
		const path = { id: this.#group };
		const params = { path, query };
		switch (this.#which) {
			case 'members':
				return api.GET('/groups/{id}/members', { params, signal });
			case 'staff':
				return api.GET('/groups/{id}/members', {
					params: { path, query: { ...query, role: 'staff' as const } },
					signal,
				});
			case 'requests':
				return api.GET('/groups/{id}/join-requests', { params, signal });
			case 'invited':
				return api.GET('/groups/{id}/invitations', { params, signal });
			case 'banned':
				return api.GET('/groups/{id}/bans', { params, signal });
		}
	}

	protected override idOf({ id }: GroupPerson): string {
		return id;
	}
}
