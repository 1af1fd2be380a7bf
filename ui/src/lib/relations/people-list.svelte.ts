import { call } from '$lib/api/client';
import type { Problem } from '$lib/api/problem';
import type { Page, Status } from '$lib/ui/list/paged-list.svelte';
import { AcquaintedList, type PeopleQuery } from '$lib/ui/person/acquainted-list.svelte';
import type { Relations } from './relations.svelte';
import type { Reply } from './server';
import type { Person } from './types';

/** Asks for one page; given up through the signal when something else is wanted meanwhile. */
export type Source<Someone extends Person> = (
	query: PeopleQuery,
	signal: AbortSignal,
) => Promise<Reply<Page<Someone>>>;

/** The people that a source gives. */
export class PeopleList<Someone extends Person = Person> extends AcquaintedList<Someone> {
	readonly #source: Source<Someone>;

	constructor(source: Source<Someone>, relations: Relations) {
		super(relations);
		this.#source = source;
	}

	/** The list is there and nobody is in it, whatever is searched for. */
	get isEmpty(): boolean {
		return this.status === 'ready' && this.items.length === 0;
	}

	protected override people(query: PeopleQuery, signal: AbortSignal): Promise<Page<Someone>> {
		return call(this.#source(query, signal));
	}

	protected override statusAfter(problem: Problem): Status {
		return problem.code === 'private_profile' ? 'closed' : super.statusAfter(problem);
	}
}
