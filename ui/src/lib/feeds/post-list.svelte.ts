import type { components } from '$lib/api/schema';
import { Problem } from '$lib/api/problem';
import { prepare } from '$lib/text/written.svelte';

type Post = components['schemas']['Post'];

/** One page of a list as the server gives it. */
export interface Page {
	items: readonly Post[];
	next_cursor?: string | null;
	/** What the list is made of, where that can change while one reads. */
	kind?: Kind | null;
	/** The post that stands before all others, with the first page; it is not among the items. */
	pinned?: Post | null;
}

export type Kind = components['schemas']['HomeKind'];

/** A post as lists know it: they only ask who it is and whether it is still there. */
export interface Entry {
	readonly id: string;
	readonly gone: boolean;
}

/** How a list differs from one that holds what comes as it comes. */
export interface Ways<Kept> {
	/** Which posts no longer belong to the list, given what it is made of. */
	isOff?: (entry: Kept, kind: Kind | undefined) => boolean;
	/** Which posts are by who reads. */
	isOwn?: (post: Post) => boolean;
	/** Which post stands before all others. The rest is in the order of the posts. */
	isFirst?: (entry: Kept) => boolean;
}

/** Where posts live: gives the one object for each. */
export interface Shelf<Kept extends Entry> {
	/** To be taken before posts are asked for. */
	now(): number;
	/** Takes a post that was asked for at that moment. */
	keep(post: Post, askedAt: number): Kept;
}

/** Asks the server for the page at `cursor`; the first one without. */
export type Source = (cursor: string | undefined) => Promise<Page>;

/** A list of posts, newest first, that is read page by page. It outlives the page that shows it. */
export class PostList<Kept extends Entry> {
	#all = $state.raw<readonly Kept[]>([]);
	#status = $state<'new' | 'loading' | 'ready' | 'failed'>('new');
	#problem = $state.raw<Problem>();
	#cursor: string | undefined;
	#ended = $state(false);
	#kind = $state<Kind>();
	#top: string | undefined;
	/** The post that stood before all others when the server was asked last. */
	#first: string | undefined;
	#loading: Promise<void> | undefined;
	#refreshing: Promise<boolean> | undefined;
	/** Counts how often it began anew: a page that was asked for before belongs to another list. */
	#round = 0;
	/** What the virtual list measured, so that coming back finds the same place. */
	measured: { heights: unknown; count: number } | undefined;
	readonly #source: Source;
	readonly #shelf: Shelf<Kept>;
	readonly #ways: Ways<Kept>;

	constructor(source: Source, shelf: Shelf<Kept>, ways: Ways<Kept> = {}) {
		this.#source = source;
		this.#shelf = shelf;
		this.#ways = ways;
	}

	/** What is there to be read. Not a `$derived`: one would end with the component that opened the list first. */
	get entries(): readonly Kept[] {
		const { isOff, isFirst } = this.#ways;
		const there = this.#all.filter((entry) => !entry.gone && !isOff?.(entry, this.#kind));
		const pinned = isFirst ? there.filter(isFirst) : [];
		const first = pinned.find((entry) => entry.id === this.#first) ?? pinned[0];
		return first ? [first, ...there.filter((entry) => entry !== first)] : there;
	}

	get status(): 'new' | 'loading' | 'ready' | 'failed' {
		return this.#status;
	}

	/** Why the last page did not come. */
	get problem(): Problem | undefined {
		return this.#problem;
	}

	/** Whether everything there is was read. */
	get isAtEnd(): boolean {
		return this.#ended;
	}

	/** What the list is made of, where that can change. */
	get kind(): Kind | undefined {
		return this.#kind;
	}

	/**
	 * The newest post of others that the server gave: what others wrote above it was not read yet. One's own are there
	 * at once, before older ones of others have arrived. Where all are one's own, the last of them; undefined without any.
	 */
	get top(): string | undefined {
		return this.#top;
	}

	/** Loads the first page, unless that was done. */
	async begin(): Promise<void> {
		if (this.#status === 'new') await this.more();
	}

	/** Loads the next page; while one is loading, or after the last, it does nothing. Never rejects on a refusal. */
	async more(): Promise<void> {
		if (this.#status === 'loading' || this.#ended) return;
		this.#status = 'loading';
		this.#loading = this.#next();
		await this.#loading;
	}

	async #next(): Promise<void> {
		const round = this.#round;
		try {
			const isFirst = this.#cursor === undefined;
			const askedAt = this.#shelf.now();
			const page = await this.#page(this.#cursor);
			if (round !== this.#round) return;
			if (isFirst) this.#begun(page);
			const items = page.items.map((post) => this.#shelf.keep(post, askedAt));
			this.#append([...items, ...this.#keptFirst(page, askedAt)]);
			this.#turn(page);
			this.#status = 'ready';
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
			if (round !== this.#round) return;
			this.#problem = reason;
			this.#status = 'failed';
		}
	}

	/** A page whose texts can be drawn at once. */
	async #page(cursor: string | undefined): Promise<Page> {
		const page = await this.#source(cursor);
		const posts = page.pinned ? [page.pinned, ...page.items] : page.items;
		await prepare(posts.flatMap((post) => [post.content, post.shared_post?.content]));
		return page;
	}

	/**
	 * Looks for what is new since the list was read, and keeps what was read further down. It stays as it is when the
	 * server cannot be reached: there is something to read. False when it was not reached. `anew` drops what was read: a
	 * ranked list that was made again has nothing below that still belongs there.
	 */
	async refresh(anew = false): Promise<boolean> {
		const isEmpty = this.#all.length === 0;
		// What is on its way for the first time is new.
		const isFirst = isEmpty && this.#status === 'loading';
		if (isFirst || this.#status === 'new' || (isEmpty && this.#status === 'failed')) {
			await (isFirst ? this.#loading : this.more());
			return this.problem === undefined;
		}
		this.#refreshing ??= this.#renew(anew).finally(() => (this.#refreshing = undefined));
		return this.#refreshing;
	}

	/** Puts a post that was just published at the top. */
	prepend(entry: Kept): void {
		if (this.#status === 'new') return;
		this.#all = [entry, ...this.#all.filter((other) => other.id !== entry.id)];
	}

	async #renew(anew: boolean): Promise<boolean> {
		let page: Page;
		const asked = this.#all;
		const askedAt = this.#shelf.now();
		try {
			page = await this.#page(undefined);
		} catch (reason) {
			if (reason instanceof Problem) return false;
			throw reason;
		}
		const fresh = page.items.map((post) => this.#shelf.keep(post, askedAt));
		const pinned = this.#keptFirst(page, askedAt);
		const ids = new Set(fresh.map((entry) => entry.id));
		const published = this.#since(asked).filter((entry) => !ids.has(entry.id));
		const last = this.#all.findLastIndex((entry) => ids.has(entry.id));
		const isOther = anew || (page.kind ?? undefined) !== this.#kind;
		this.#begun(page);
		if (last < 0 || isOther) {
			// Nothing in common: more came than fits a page, or it is made of something else. The list begins anew.
			this.#round += 1;
			this.#all = this.#ordered([...published, ...fresh, ...pinned]);
			this.#turn(page);
			this.#status = 'ready';
			return true;
		}
		const rest = this.#all.slice(last + 1).filter((entry) => !ids.has(entry.id));
		this.#all = this.#ordered([...published, ...fresh, ...rest, ...pinned]);
		if (rest.length === 0) this.#turn(page);
		// The server answers again: what did not come before may come now.
		if (this.#status === 'failed') this.#status = 'ready';
		this.#problem = undefined;
		return true;
	}

	/** What was put at the top since the list was `asked`: the answer cannot know it. */
	#since(asked: readonly Kept[]): readonly Kept[] {
		const end = this.#all.findIndex((entry) => asked.includes(entry));
		return end < 0 ? this.#all : this.#all.slice(0, end);
	}

	/** The post of a page that stands before all others. */
	#keptFirst(page: Page, askedAt: number): readonly Kept[] {
		return page.pinned ? [this.#shelf.keep(page.pinned, askedAt)] : [];
	}

	#begun(page: Page): void {
		this.#kind = page.kind ?? undefined;
		this.#first = page.pinned?.id;
		this.#top = (page.items.find((post) => !this.#ways.isOwn?.(post)) ?? page.items.at(-1))?.id;
	}

	/** Nothing stands in the list twice, though the pages may overlap when posts come or go meanwhile. */
	#append(entries: readonly Kept[]): void {
		const known = new Set(this.#all.map((entry) => entry.id));
		this.#all = this.#ordered([...this.#all, ...entries.filter((entry) => !known.has(entry.id))]);
	}

	/** Where one stands before all others, it came before those that it stands among otherwise. */
	#ordered(entries: readonly Kept[]): readonly Kept[] {
		if (!this.#ways.isFirst) return entries;
		const once = [...new Map(entries.map((entry) => [entry.id, entry])).values()];
		return once.sort((one, next) => (BigInt(one.id) < BigInt(next.id) ? 1 : -1));
	}

	#turn(page: Page): void {
		this.#cursor = page.next_cursor ?? undefined;
		this.#ended = this.#cursor === undefined;
		this.#problem = undefined;
	}
}
