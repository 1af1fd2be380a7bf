import { api, call } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import type { components } from '$lib/api/schema';

export type Person = components['schemas']['UserSummary'];

const PAGE = 50;
/** How long typing pauses before the server is asked, in milliseconds. */
const PAUSE = 200;

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
) => Promise<{ items: readonly Person[]; next_cursor?: string | null }>;

const PATH = { friend: '/users/{id}/friends', follower: '/users/{id}/followers' } as const;

/** The lists of the member `id`. */
export function circleOf(id: string): Source {
	return (tie, query) => call(api.GET(PATH[tie], { params: { path: { id }, query } }));
}

/** Whom one can choose: friends first, then the other followers, page by page, narrowed by what is typed. */
export class Circle {
	items = $state.raw<readonly Connected[]>([]);
	status = $state<'loading' | 'ready' | 'failed'>('loading');
	hasMore = $state(true);
	#typed = $state('');
	#tie: Tie = 'friend';
	#cursor: string | undefined;
	#turn = 0;
	#loading: Promise<void> | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;
	readonly #source: Source;
	readonly #most: number;

	/** `most` can be chosen. */
	constructor(source: Source, most: number) {
		this.#source = source;
		this.#most = most;
	}

	/** What is searched for. Setting it asks the server after a pause in the typing. */
	get q(): string {
		return this.#typed;
	}

	set q(typed: string) {
		this.#typed = typed;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.begin(), PAUSE);
	}

	/** Loads from the start; what was there stays until the answer comes. */
	begin(): Promise<void> {
		clearTimeout(this.#timer);
		this.#turn += 1;
		this.#tie = 'friend';
		this.#cursor = undefined;
		this.#loading = this.#run(this.#turn, []);
		return this.#loading;
	}

	/** Loads the next page; while one is on its way, it waits for that one. */
	async more(): Promise<void> {
		if (!this.hasMore) return;
		this.#loading ??= this.#run(this.#turn, this.items);
		await this.#loading;
	}

	/** Everybody whom the search finds, as many as can be chosen. */
	async everybody(): Promise<readonly Person[]> {
		while (this.hasMore && this.status !== 'failed' && this.items.length < this.#most) await this.more();
		return this.items.slice(0, this.#most).map(({ person }) => person);
	}

	async #run(turn: number, before: readonly Connected[]): Promise<void> {
		this.status = 'loading';
		try {
			const found = await this.#page(turn, before);
			if (turn !== this.#turn) return;
			this.items = found;
			this.status = 'ready';
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
			if (turn !== this.#turn) return;
			if (before.length === 0) this.items = [];
			this.status = 'failed';
		} finally {
			if (turn === this.#turn) this.#loading = undefined;
		}
	}

	/** One page more; the end of the friends is followed by the followers at once. */
	async #page(turn: number, before: readonly Connected[]): Promise<readonly Connected[]> {
		const tie = this.#tie;
		const q = this.#typed.trim();
		const query = { limit: PAGE, ...(this.#cursor && { cursor: this.#cursor }), ...(q && { q }) };
		const page = await this.#source(tie, query);
		if (turn !== this.#turn) return before;
		const known = new Set(before.map(({ person }) => person.id));
		const fresh = page.items.filter(({ id }) => !known.has(id)).map((person) => ({ person, tie }));
		const all = [...before, ...fresh];
		this.#cursor = page.next_cursor ?? undefined;
		this.hasMore = this.#cursor !== undefined || tie === 'friend';
		if (this.#cursor !== undefined || tie === 'follower') return all;
		this.#tie = 'follower';
		return this.#page(turn, all);
	}
}
