import { api, call } from '$lib/api/client';
import { PagedList } from '$lib/ui/list/paged-list.svelte';
import type { Photo, PhotoPage } from './types';

/** Three columns make whole rows. */
const PAGE = 30;

/** Someone's pictures, newest first, page by page. */
export class Photos extends PagedList<Photo> {
	readonly #person: string;

	/** `person` is an id. */
	constructor(person: string) {
		super();
		this.#person = person;
	}

	/** Loads the first page; when that was done before, looks whether it still holds. */
	override async begin(): Promise<void> {
		if (this.status === 'new' || (this.status === 'ready' && !this.isBusy)) await this.refresh();
	}

	protected override ask(cursor: string | undefined, signal: AbortSignal): Promise<PhotoPage> {
		const params = { path: { id: this.#person }, query: { limit: PAGE, cursor } };
		return call(api.GET('/users/{id}/media', { params, signal }));
	}

	protected override idOf({ media }: Photo): string {
		return media.id;
	}

	/** The list begins anew when something came or went at its top. */
	protected override holds({ items, next_cursor }: PhotoPage): boolean {
		const isSame = items.every(({ media }, place) => media.id === this.items[place]?.media.id);
		return isSame && (Boolean(next_cursor) || items.length === this.items.length);
	}
}
