import { api, call } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import type { Photo, PhotoPage } from './types';

/** Three columns make whole rows. */
const PAGE = 30;

/** Someone's pictures, newest first, page by page. `hidden`: their owner keeps the collection from the viewer. */
export class Photos {
	items = $state.raw<readonly Photo[]>([]);
	status = $state<'new' | 'loading' | 'ready' | 'failed' | 'hidden'>('new');
	/** Whether there are more; false at the end. */
	hasMore = $state(false);
	moreFailed = $state(false);
	readonly #person: string;
	#cursor: string | undefined;
	#running = false;

	/** `person` is an id. */
	constructor(person: string) {
		this.#person = person;
	}

	/** Loads the first page; when that was done before, looks whether it still holds. */
	async begin(): Promise<void> {
		if (this.status === 'new') await this.load();
		else if (this.status === 'ready') await this.#renew();
	}

	/** Loads the first page, again after a failure. */
	async load(): Promise<void> {
		this.status = 'loading';
		try {
			await this.#turn(undefined);
			this.status = 'ready';
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
			this.status = reason.status === 403 || reason.status === 404 ? 'hidden' : 'failed';
		}
	}

	/** Loads the next page. Does nothing while one is on its way, and at the end. */
	async more(): Promise<void> {
		if (this.#running || !this.hasMore) return;
		this.moreFailed = false;
		try {
			await this.#turn(this.#cursor);
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
			this.moreFailed = true;
		}
	}

	/** The list begins anew when something came or went at its top; otherwise it stays as far as it was read. */
	async #renew(): Promise<void> {
		if (this.#running) return;
		try {
			const page = await this.#ask(undefined);
			const isSame = page.items.every((photo, place) => photo.media.id === this.items[place]?.media.id);
			const isWhole = Boolean(page.next_cursor) || page.items.length === this.items.length;
			if (!isSame || !isWhole) this.#show([], page);
		} catch (reason) {
			// What is shown already stays.
			if (!(reason instanceof Problem)) throw reason;
		}
	}

	async #turn(cursor: string | undefined): Promise<void> {
		const before = cursor === undefined ? [] : this.items;
		this.#show(before, await this.#ask(cursor));
	}

	async #ask(cursor: string | undefined): Promise<PhotoPage> {
		this.#running = true;
		try {
			const params = { path: { id: this.#person }, query: { limit: PAGE, cursor } };
			return await call(api.GET('/users/{id}/media', { params }));
		} finally {
			this.#running = false;
		}
	}

	#show(before: readonly Photo[], page: PhotoPage): void {
		const known = new Set(before.map((photo) => photo.media.id));
		this.items = [...before, ...page.items.filter((photo) => !known.has(photo.media.id))];
		this.#cursor = page.next_cursor ?? undefined;
		this.hasMore = this.#cursor !== undefined;
	}
}
