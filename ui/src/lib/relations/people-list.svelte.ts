import { call } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import type { Relations } from './relations.svelte';
import type { PageQuery } from './server';
import type { PeoplePage, Person } from './types';

const PAGE = 20;
/** How long typing pauses before the server is asked, in milliseconds. */
const PAUSE = 220;

/** Asks for one page; given up through the signal when something else is wanted meanwhile. */
export type Source<Someone extends Person> = (
	query: PageQuery,
	signal: AbortSignal,
) => Promise<{ data?: PeoplePage<Someone>; error?: unknown; response: Response }>;

/** How far a list is: `hidden` is one that its owner keeps to themselves, `closed` one of a private profile. */
type Status = 'new' | 'loading' | 'ready' | 'failed' | 'hidden' | 'closed';

/** People, page by page, narrowed by what is typed. It outlives the page that shows it. */
export class PeopleList<Someone extends Person = Person> {
	items = $state.raw<readonly Someone[]>([]);
	status = $state<Status>('new');
	moreFailed = $state(false);
	hasMore = $state(false);
	/** What the items shown were asked for with; it follows what is typed. */
	shownFor = $state('');
	#typed = $state('');
	#cursor: string | undefined;
	#under: AbortController | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;
	readonly #source: Source<Someone>;
	readonly #relations: Relations;

	constructor(source: Source<Someone>, relations: Relations) {
		this.#source = source;
		this.#relations = relations;
	}

	/** What is searched for in the list. Setting it asks the server after a pause in the typing. */
	get q(): string {
		return this.#typed;
	}

	set q(typed: string) {
		this.#typed = typed;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.load(), PAUSE);
	}

	/** The list is there and nobody is in it, whatever is searched for. */
	get isEmpty(): boolean {
		return this.status === 'ready' && this.items.length === 0;
	}

	/** Loads the first page unless it is there. */
	async begin(): Promise<void> {
		if (this.status === 'new') await this.load();
	}

	/** Loads the first page, again after a failure; what is there stays until the new page is. */
	async load(): Promise<void> {
		clearTimeout(this.#timer);
		this.status = 'loading';
		try {
			await this.#turn(undefined);
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
			this.#fail(reason);
		}
	}

	/** Looks again at what was read before; the first page is put in place when it came. Failing changes nothing. */
	async refresh(): Promise<void> {
		if (this.status !== 'ready') {
			if (this.status !== 'loading') await this.load();
			return;
		}
		try {
			await this.#turn(undefined);
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
		}
	}

	/** Loads the next page; does nothing at the end, or while something is on its way. */
	async more(): Promise<void> {
		if (this.#under || !this.hasMore) return;
		this.moreFailed = false;
		try {
			await this.#turn(this.#cursor);
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
			this.moreFailed = true;
		}
	}

	async #turn(cursor: string | undefined): Promise<void> {
		this.#under?.abort();
		const under = new AbortController();
		this.#under = under;
		const q = this.#typed.trim();
		const askedAt = this.#relations.now();
		try {
			const query = { limit: PAGE, cursor, ...(q && { q }) };
			const page = await call(this.#source(query, under.signal));
			if (under.signal.aborted) return;
			this.#relations.learn(page.items, askedAt);
			this.#show(cursor === undefined ? [] : this.items, page);
			this.shownFor = q;
			this.status = 'ready';
		} catch (reason) {
			// Something else is wanted by now: what became of this does not matter.
			if (!under.signal.aborted) throw reason;
		} finally {
			if (this.#under === under) this.#under = undefined;
		}
	}

	#show(before: readonly Someone[], page: PeoplePage<Someone>): void {
		const known = new Set(before.map(({ id }) => id));
		this.items = [...before, ...page.items.filter(({ id }) => !known.has(id))];
		this.#cursor = page.next_cursor ?? undefined;
		this.hasMore = this.#cursor !== undefined;
		this.moreFailed = false;
	}

	#fail(problem: Problem): void {
		this.items = [];
		this.hasMore = false;
		this.status = statusOf(problem);
	}
}

function statusOf(problem: Problem): Status {
	if (problem.code === 'private_profile') return 'closed';
	if (problem.status === 403 || problem.status === 404) return 'hidden';
	return 'failed';
}
