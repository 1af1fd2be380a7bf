import { api, call } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import type { components } from '$lib/api/schema';

export type Author = components['schemas']['Post']['author'];

/** The server counts no further. */
export const COUNTED_TO = 100;

const SOON = 30_000;
const SELDOM = 5 * 60_000;
/** Coming back to the window asks at once, but not more often than this. */
const AT_MOST_EVERY = 10_000;
/** How many of their authors are shown, and among how many of the newest posts they are looked for. */
const FACES = 3;
const AMONG = 12;

/** What is said to be new above a list. */
export interface News {
	readonly count: number;
	/** Who wrote the newest of it, a few at most. */
	readonly authors: readonly Author[];
	/** Begins to ask; gives back what ends it. */
	watch(): () => void;
}

/** What a list is asked about what is above the post `since`. */
export interface Above {
	since: string;
	count_only?: boolean;
	limit?: number;
	fields?: string;
}

/** Asks a list what is new in it. */
export type AskAbove = (query: Above) => Promise<{
	count?: number | null;
	items: readonly { author: Author }[];
}>;

const askHome: AskAbove = (query) => call(api.GET('/feeds/home', { params: { query } }));

/** How many posts of others came since home, or another list, was read. It asks now and then, and only while somebody looks. */
export class Arrivals implements News {
	count = $state(0);
	/** Who wrote the newest of them, a few at most. */
	authors = $state.raw<readonly Author[]>([]);
	#pause = SOON;
	#askedAt = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#asking = false;
	#watched = false;
	readonly #me: string;
	readonly #top: () => string | undefined;
	readonly #now: () => number;

	readonly #above: AskAbove;

	/** `me` is the id of who reads; `top` tells the newest post that was read; `above` asks what is above it. */
	constructor(
		me: string,
		top: () => string | undefined,
		above: AskAbove = askHome,
		now: () => number = Date.now,
	) {
		this.#me = me;
		this.#top = top;
		this.#above = above;
		this.#now = now;
	}

	/** Begins to ask; gives back what ends it. */
	watch(): () => void {
		this.#watched = true;
		this.#askedAt = this.#now();
		this.#pause = SOON;
		this.#plan();
		const look = () => this.#look();
		document.addEventListener('visibilitychange', look);
		addEventListener('focus', look);
		return () => {
			this.#watched = false;
			clearTimeout(this.#timer);
			document.removeEventListener('visibilitychange', look);
			removeEventListener('focus', look);
		};
	}

	/** The list was read again: nothing is new any more. */
	seen(): void {
		this.#counted(0, []);
		this.#pause = SOON;
		if (this.#watched) this.#plan();
	}

	#look(): void {
		if (document.visibilityState !== 'visible') {
			clearTimeout(this.#timer);
			return;
		}
		this.#pause = SOON;
		if (this.#now() - this.#askedAt >= AT_MOST_EVERY) void this.#ask();
		else this.#plan();
	}

	#plan(): void {
		clearTimeout(this.#timer);
		if (this.#watched && document.visibilityState === 'visible')
			this.#timer = setTimeout(() => void this.#ask(), this.#pause);
	}

	async #ask(): Promise<void> {
		const since = this.#top();
		clearTimeout(this.#timer);
		if (this.#asking) return;
		if (since === undefined) {
			this.#plan();
			return;
		}
		this.#asking = true;
		this.#askedAt = this.#now();
		try {
			const { count } = await this.#above({ since, count_only: true });
			const isMore = (count ?? 0) > this.count;
			const authors = isMore ? await this.#authorsAbove(since) : this.authors;
			// The list may have been read again meanwhile: then the answer is about something else.
			if (since !== this.#top()) return;
			this.#counted(count ?? 0, authors);
			// Where nothing comes, and where it is said already that something came, asking can wait longer.
			this.#slower();
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
			this.#slower();
		} finally {
			this.#asking = false;
			this.#plan();
		}
	}

	#counted(count: number, authors: readonly Author[]): void {
		this.count = count;
		this.authors = authors;
	}

	/** Faces are an extra: without them the number is said all the same. */
	async #authorsAbove(since: string): Promise<readonly Author[]> {
		try {
			const { items } = await this.#above({ since, limit: AMONG, fields: 'author' });
			const others = items.map(({ author }) => author).filter(({ id }) => id !== this.#me);
			return [...new Map(others.map((author) => [author.id, author])).values()].slice(0, FACES);
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
			return [];
		}
	}

	#slower(): void {
		this.#pause = Math.min(SELDOM, this.#pause * 1.5);
	}
}
