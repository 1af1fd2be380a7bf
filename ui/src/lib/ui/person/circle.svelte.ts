import { api, call } from '$lib/api/client';
import type { components } from '$lib/api/schema';
import type { Page } from '../list/paged-list.svelte';
import { SearchedList } from '../list/searched-list.svelte';

export type Person = components['schemas']['UserSummary'];

const PAGE = 50;

export type Tie = 'friend' | 'follower';

/** Someone who can be named, and why. */
export interface Connected {
	person: Person;
	tie: Tie;
}

/** Asks for one page of one's friends or followers, narrowed to names that begin like `q`. */
export type Source = (
	tie: Tie,
	query: { q?: string; cursor?: string; limit: number },
	signal: AbortSignal,
) => Promise<Page<Person>>;

const PATH = { friend: '/users/{id}/friends', follower: '/users/{id}/followers' } as const;

/** The lists of the member `id`. */
export function circleOf(id: string): Source {
	return (tie, query, signal) => call(api.GET(PATH[tie], { params: { path: { id }, query }, signal }));
}

/** Whom one can choose: friends first, then the other followers, page by page, narrowed by what is typed. */
export class Circle extends SearchedList<Connected> {
	#loading = Promise.resolve();
	readonly #source: Source;
	readonly #most: number;

	/** `most` can be chosen. */
	constructor(source: Source, most: number) {
		super();
		this.#source = source;
		this.#most = most;
	}

	/** Begins anew with all of them: they may be others since. */
	open(): Promise<void> {
		this.q = '';
		return this.load();
	}

	override load(): Promise<void> {
		this.#loading = super.load();
		return this.#loading;
	}

	/** Everybody whom the search finds, as many as can be chosen. */
	async everybody(): Promise<readonly Person[]> {
		for (;;) {
			await this.#loading;
			const isAll = !this.hasMore || this.moreFailed || this.items.length >= this.#most;
			if (isAll) return this.items.slice(0, this.#most).map(({ person }) => person);
			await this.more();
		}
	}

	/** The end of the friends is followed by the followers at once. */
	protected override async search(
		q: string | undefined,
		cursor: string | undefined,
		signal: AbortSignal,
	): Promise<Page<Connected>> {
		const [tie, place] = placeOf(cursor);
		const query = { limit: PAGE, ...(place && { cursor: place }), ...(q && { q }) };
		const page = await this.#source(tie, query, signal);
		const items = page.items.map((person) => ({ person, tie }));
		if (page.next_cursor) return { items, next_cursor: `${tie}:${page.next_cursor}` };
		if (tie === 'follower' || signal.aborted) return { items };
		const followers = await this.search(q, 'follower:', signal);
		return { ...followers, items: [...items, ...followers.items] };
	}

	protected override idOf({ person }: Connected): string {
		return person.id;
	}
}

/** A place in both lists: which of them it is, and the cursor there; none at its beginning. */
function placeOf(cursor: string | undefined): [Tie, string | undefined] {
	if (cursor === undefined) return ['friend', undefined];
	const [tie, ...rest] = cursor.split(':');
	return [tie === 'follower' ? 'follower' : 'friend', rest.join(':') || undefined];
}
