import type { components } from '$lib/api/schema';
import { PagedList } from '$lib/ui/list/paged-list.svelte';

/** A page of pictures and videos, each with the post it is in. */
export type WallPage = components['schemas']['PageOf_PostPicture'];
export type WallItem = WallPage['items'][number];

/** Three columns make whole rows. */
const PAGE = 30;

/** Asks the server for a page. */
export type WallSource = (
	query: { limit: number; cursor: string | undefined },
	signal: AbortSignal,
) => Promise<WallPage>;

/** The pictures and videos of many posts, newest first, page by page. */
export class Wall extends PagedList<WallItem> {
	readonly #source: WallSource;

	constructor(source: WallSource) {
		super();
		this.#source = source;
	}

	/** Loads the first page; when that was done before, looks whether it still holds. */
	override async begin(): Promise<void> {
		if (this.status === 'new' || (this.status === 'ready' && !this.isBusy)) await this.refresh();
	}

	protected override ask(cursor: string | undefined, signal: AbortSignal): Promise<WallPage> {
		return this.#source({ limit: PAGE, cursor }, signal);
	}

	protected override idOf({ media }: WallItem): string {
		return media.id;
	}

	/** The list begins anew when something came or went at its top. */
	protected override holds({ items, next_cursor }: WallPage): boolean {
		const isSame = items.every(({ media }, place) => media.id === this.items[place]?.media.id);
		return isSame && (Boolean(next_cursor) || items.length === this.items.length);
	}
}
