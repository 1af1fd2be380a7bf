import { api, call } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import type { Authored } from './lists.svelte';
import type { Shelf } from './post-list.svelte';

/** What stands above the posts of a group, what was pinned last first. */
export class GroupPins<Kept extends Authored> {
	/** Whether the server was asked: before that nothing is known. */
	isRead = $state(false);
	#told = $state.raw<readonly Kept[]>([]);
	#asking: Promise<void> | undefined;
	readonly #group: string;
	readonly #shelf: Shelf<Kept>;
	readonly #feed: () => readonly Kept[];

	/** `feed` is what was read of the posts of the group: what is pinned there while it is read stands above, too. */
	constructor(group: string, shelf: Shelf<Kept>, feed: () => readonly Kept[]) {
		this.#group = group;
		this.#shelf = shelf;
		this.#feed = feed;
	}

	get entries(): readonly Kept[] {
		const told = this.#told;
		const added = this.#feed().filter((entry) => !told.includes(entry));
		return [...added, ...told].filter(({ value, gone }) => value.pinned && !gone);
	}

	/** Asks the server, unless that was done. */
	async begin(): Promise<void> {
		if (!this.isRead) await this.refresh();
	}

	/** Asks the server; without an answer they stay as they are. */
	refresh(): Promise<void> {
		this.#asking ??= this.#ask().finally(() => (this.#asking = undefined));
		return this.#asking;
	}

	async #ask(): Promise<void> {
		const askedAt = this.#shelf.now();
		const params = { path: { id: this.#group } };
		try {
			const { items } = await call(api.GET('/groups/{id}/pinned', { params }));
			this.#told = items.map((post) => this.#shelf.keep(post, askedAt));
		} catch (reason) {
			// The posts below are there all the same.
			if (!(reason instanceof Problem)) throw reason;
		} finally {
			this.isRead = true;
		}
	}
}
