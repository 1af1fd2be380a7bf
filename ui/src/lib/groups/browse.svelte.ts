import { api, call } from '$lib/api/client';
import { PagedList, type Page } from '$lib/ui/list/paged-list.svelte';
import { SearchedList } from '$lib/ui/list/searched-list.svelte';
import type { LiveGroup } from './live-group.svelte';
import type { Group, Order } from './types';

const PAGE = 20;

/** Which groups are listed. */
export const SHOWN = ['all', 'mine', 'friends'] as const;
export type Shown = (typeof SHOWN)[number];

/** The groups an address asks for: all of them unless it names others. */
export function shownOf(name: string | null): Shown {
	return SHOWN.find((shown) => shown === name) ?? 'all';
}

/** Gives each group of an answer the one entry that everything on the page shares. */
export type Keep = (groups: readonly Group[]) => LiveGroup[];

/** Groups, page by page, narrowed by what is typed. */
export class Browse extends SearchedList<LiveGroup> {
	#which = $state<Shown>('all');
	#order = $state<Order>('active');
	readonly #keep: Keep;

	constructor(keep: Keep) {
		super();
		this.#keep = keep;
	}

	get which(): Shown {
		return this.#which;
	}

	/** Lists others; those that are shown stay until the answer comes. */
	show(which: Shown): Promise<void> {
		if (which === this.#which) return this.begin();
		this.#which = which;
		return this.load();
	}

	get order(): Order {
		return this.#order;
	}

	set order(order: Order) {
		if (order === this.#order) return;
		this.#order = order;
		void this.load();
	}

	protected override async search(
		q: string | undefined,
		cursor: string | undefined,
		signal: AbortSignal,
	): Promise<Page<LiveGroup>> {
		const which = this.#which;
		const query = {
			limit: PAGE,
			cursor,
			...(q && { q }),
			...(which === 'all' ? { sort: this.#order } : { [which]: true }),
		};
		const page = await call(api.GET('/groups', { params: { query }, signal }));
		return { items: this.#keep(page.items), next_cursor: page.next_cursor };
	}

	protected override idOf({ id }: LiveGroup): string {
		return id;
	}
}

/** What waits between the member and groups: invitations to answer, or requests that were sent. */
export class Waiting extends PagedList<LiveGroup> {
	readonly #what: 'invited' | 'requested';
	readonly #keep: Keep;

	constructor(what: 'invited' | 'requested', keep: Keep) {
		super();
		this.#what = what;
		this.#keep = keep;
	}

	/** Those that still wait. */
	get open(): readonly LiveGroup[] {
		return this.items.filter(({ value }) => value?.membership === this.#what);
	}

	/** Takes in a group that began to wait. */
	note(group: LiveGroup): void {
		if (this.status !== 'ready' || group.value?.membership !== this.#what) return;
		if (!this.items.includes(group)) this.items = [group, ...this.items];
	}

	protected override async ask(cursor: string | undefined, signal: AbortSignal): Promise<Page<LiveGroup>> {
		const params = { query: { limit: PAGE, cursor } };
		const page = await call(
			this.#what === 'invited'
				? api.GET('/me/group-invitations', { params, signal })
				: api.GET('/me/group-requests', { params, signal }),
		);
		return { items: this.#keep(page.items), next_cursor: page.next_cursor };
	}

	protected override idOf({ id }: LiveGroup): string {
		return id;
	}
}
