import { api, call } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import type { components } from '$lib/api/schema';
import type { News } from './arrivals.svelte';
import type { Authored, Reader } from './lists.svelte';
import { PostList, type Page, type Shelf } from './post-list.svelte';

export type Reason = components['schemas']['ForYouReason'];

const PAGE = 20;
/** However the clocks differ, the server is asked no more often than this. */
const AT_MOST_EVERY = 30_000;

/** For you: a ranked list that is made again now and then, and stays as it is in between. */
export class ForYou<Kept extends Authored> implements News {
	readonly list: PostList<Kept>;
	/** How much is in the list of the present that is newer than what was read. */
	count = $state(0);
	readonly authors = [];
	#reasons = $state.raw<ReadonlyMap<string, Reason>>(new Map());
	/** When the list that is read is no longer the one of the present. */
	#renewsAt: number | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#watched = false;
	readonly #now: () => number;

	constructor(shelf: Shelf<Kept>, reader: Reader, now: () => number = Date.now) {
		this.#now = now;
		this.list = new PostList((cursor) => this.#page(cursor), shelf, {
			isOff: ({ value }) => reader.isOffHome(value.author.id, 'everyone'),
		});
	}

	/** Why a post is in the list. */
	reason(post: string): Reason | undefined {
		return this.#reasons.get(post);
	}

	/** Somebody comes here anew: a list of the past makes room for that of the present. */
	async arrive(): Promise<void> {
		if (this.#renewsAt !== undefined && this.#renewsAt <= this.#now()) await this.renew();
	}

	/** Begins from the top with the list of the present; false when the server was not reached. */
	async renew(): Promise<boolean> {
		const isThere = await this.list.refresh(true);
		if (isThere) this.count = 0;
		this.#plan();
		return isThere;
	}

	/** Looks for a new list when it is time; gives back what ends it. */
	watch(): () => void {
		this.#watched = true;
		this.#plan();
		const look = () => this.#plan();
		document.addEventListener('visibilitychange', look);
		return () => {
			this.#watched = false;
			clearTimeout(this.#timer);
			document.removeEventListener('visibilitychange', look);
		};
	}

	#plan(): void {
		clearTimeout(this.#timer);
		const isIdle = !this.#watched || document.visibilityState !== 'visible' || this.count > 0;
		if (isIdle || this.#renewsAt === undefined) return;
		const wait = Math.max(this.#renewsAt - this.#now(), AT_MOST_EVERY);
		this.#timer = setTimeout(() => void this.#ask(), wait);
	}

	async #ask(): Promise<void> {
		const since = this.#newest();
		try {
			const query = { since, count_only: true };
			const { count, renews_at } = await call(api.GET('/feeds/for-you', { params: { query } }));
			// The list may have been read again meanwhile: then the answer is about something else.
			if (since !== this.#newest()) return;
			this.count = count ?? 0;
			this.#renewsAt = Date.parse(renews_at);
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
		} finally {
			this.#plan();
		}
	}

	/** Ids grow with time, from 1 on. */
	#newest(): string {
		const ids = this.list.entries.map(({ id }) => BigInt(id));
		return ids.reduce((most, id) => (id > most ? id : most), 0n).toString();
	}

	async #page(cursor: string | undefined): Promise<Page> {
		try {
			return await this.#read(cursor);
		} catch (reason) {
			// The list is no longer kept: the present one goes on, without what was shown.
			const isForgotten = reason instanceof Problem && reason.code === 'invalid_cursor';
			if (cursor === undefined || !isForgotten) throw reason;
			return this.#read(undefined);
		}
	}

	async #read(cursor: string | undefined): Promise<Page> {
		const query = { limit: PAGE, cursor };
		const page = await call(api.GET('/feeds/for-you', { params: { query } }));
		const reasons = page.items.map(({ id, reason }) => [id, reason] as const);
		this.#reasons = new Map([...this.#reasons, ...reasons]);
		if (cursor === undefined) {
			this.#renewsAt = Date.parse(page.renews_at);
			this.#plan();
		}
		return page;
	}
}
