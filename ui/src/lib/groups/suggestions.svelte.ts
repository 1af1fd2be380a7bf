import { api, call } from '$lib/api/client';
import { Dismissals } from '$lib/ui/list/dismissals.svelte';
import { PagedList, type Page } from '$lib/ui/list/paged-list.svelte';
import type { Keep } from './browse.svelte';
import type { LiveGroup } from './live-group.svelte';

const PAGE = 10;
/** So many stand there at first: the list of all groups is below. */
const FEW = 3;

/** Groups that one may care for. What is dismissed can be taken back until the page is left. */
export class GroupSuggestions extends PagedList<LiveGroup> {
	/** `keepalive` lets it go out while the page is being left. */
	readonly dismissed = new Dismissals((id) =>
		call(api.DELETE('/groups/suggestions/{id}', { params: { path: { id } }, keepalive: true })),
	);
	#most = $state(FEW);
	readonly #keep: Keep;

	constructor(keep: Keep) {
		super();
		this.#keep = keep;
	}

	/** Those that are shown. */
	get shown(): readonly LiveGroup[] {
		return this.items.filter(({ value }) => value).slice(0, this.#most);
	}

	/** Whether there are others. */
	get hasOthers(): boolean {
		return this.hasMore || this.items.length > this.#most;
	}

	/** Shows others, too. */
	async showMore(): Promise<void> {
		if (this.items.length < this.#most + PAGE) await this.more();
		if (!this.moreFailed) this.#most += PAGE;
	}

	/** The page is left: tells the server what was dismissed and forgets it. */
	leave(): Promise<void> {
		this.#most = FEW;
		return this.dismissed.leave((ids) => {
			this.items = this.items.filter(({ id }) => !ids.includes(id));
		});
	}

	protected override async ask(cursor: string | undefined, signal: AbortSignal): Promise<Page<LiveGroup>> {
		const params = { query: { limit: PAGE, cursor } };
		const page = await call(api.GET('/groups/suggestions', { params, signal }));
		return { items: this.#keep(page.items), next_cursor: page.next_cursor };
	}

	protected override idOf({ id }: LiveGroup): string {
		return id;
	}
}
