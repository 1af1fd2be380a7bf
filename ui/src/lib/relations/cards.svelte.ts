import { api, call } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import type { Relations } from './relations.svelte';
import type { Card } from './types';

/** How long a card is shown again without asking, in milliseconds. */
const FRESH = 60_000;
const AT_MOST = 40;

interface Kept {
	card: Promise<Card | undefined>;
	at: number;
}

/** What the small cards about people say, asked for once and remembered for a while. */
export class Cards {
	readonly #kept = new Map<string, Kept>();
	readonly #relations: Relations;
	readonly #now: () => number;

	constructor(relations: Relations, now: () => number = () => performance.now()) {
		this.#relations = relations;
		this.#now = now;
	}

	/** The card of `handle`, written without the `@`; nothing when there is none to show. */
	of(handle: string): Promise<Card | undefined> {
		const key = handle.toLowerCase();
		const known = this.#kept.get(key);
		if (known && this.#now() - known.at < FRESH) return known.card;
		const card = this.#ask(key);
		this.#kept.delete(key);
		this.#kept.set(key, { card, at: this.#now() });
		const [oldest] = this.#kept.keys();
		if (this.#kept.size > AT_MOST && oldest !== undefined) this.#kept.delete(oldest);
		return card;
	}

	/** What is remembered about a person is no longer so. */
	forget(handle: string): void {
		this.#kept.delete(handle.toLowerCase());
	}

	async #ask(handle: string): Promise<Card | undefined> {
		const askedAt = this.#relations.now();
		try {
			const path = { id: `@${handle}` };
			const card: Card = await call(api.GET('/users/{id}', { params: { path } }));
			this.#relations.learn([card], askedAt);
			return card;
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
			// A card is an extra: without one, the link still leads to the profile. It is asked for again next time.
			this.#kept.delete(handle);
			return undefined;
		}
	}
}
