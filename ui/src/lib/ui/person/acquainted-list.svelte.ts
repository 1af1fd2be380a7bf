import type { components } from '$lib/api/schema';
import type { Page } from '../list/paged-list.svelte';
import { SearchedList } from '../list/searched-list.svelte';

/** Somebody in a list, with how the member who looks stands to them. */
export interface Acquainted {
	id: string;
	relationship: components['schemas']['Relationship'];
}

/** Who keeps how the member stands to people; told with every page. */
export interface Acquaintance {
	/** To be taken before people are asked for, and given to {@link learn} with them. */
	now(): number;
	learn(people: readonly Acquainted[], askedAt: number): void;
}

/** Where a page begins and how it is narrowed. */
export interface PeopleQuery {
	limit: number;
	cursor?: string | undefined;
	q?: string;
}

const PAGE = 20;

/** People, page by page, narrowed by what is typed. How the member stands to them is known on the whole page then. */
export abstract class AcquaintedList<Someone extends Acquainted> extends SearchedList<Someone> {
	readonly #acquaintance: Acquaintance;

	constructor(acquaintance: Acquaintance) {
		super();
		this.#acquaintance = acquaintance;
	}

	protected abstract people(query: PeopleQuery, signal: AbortSignal): Promise<Page<Someone>>;

	protected override async search(
		q: string | undefined,
		cursor: string | undefined,
		signal: AbortSignal,
	): Promise<Page<Someone>> {
		const askedAt = this.#acquaintance.now();
		const page = await this.people({ limit: PAGE, cursor, ...(q && { q }) }, signal);
		if (!signal.aborted) this.#acquaintance.learn(page.items, askedAt);
		return page;
	}

	protected override idOf({ id }: Someone): string {
		return id;
	}
}
