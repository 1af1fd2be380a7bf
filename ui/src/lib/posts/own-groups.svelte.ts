import { api, call } from '$lib/api/client';
import type { components } from '$lib/api/schema';
import type { Page } from '$lib/ui/list/paged-list.svelte';
import { SearchedList } from '$lib/ui/list/searched-list.svelte';

type OwnGroup = components['schemas']['Group'];

const PAGE = 30;

/** The groups to which one belongs, those first in which something was posted last, narrowed by what is typed. */
export class OwnGroups extends SearchedList<OwnGroup> {
	/** Whether there are so many that one searches them. */
	isLong = $state(false);

	/** Begins anew with all of them: one may have joined some since. */
	open(): Promise<void> {
		this.q = '';
		return this.load();
	}

	protected override search(
		q: string | undefined,
		cursor: string | undefined,
		signal: AbortSignal,
	): Promise<Page<OwnGroup>> {
		const query = { mine: true, limit: PAGE, cursor, ...(q && { q }) };
		return call(api.GET('/groups', { params: { query }, signal }));
	}

	protected override idOf(group: OwnGroup): string {
		return group.id;
	}

	protected override came(page: Page<OwnGroup>): void {
		if (page.next_cursor) this.isLong = true;
	}
}
