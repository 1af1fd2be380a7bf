import { api, call } from '$lib/api/client';
import type { components } from '$lib/api/schema';
import { PagedList, type Page } from '$lib/ui/list/paged-list.svelte';

type OwnGroup = components['schemas']['Group'];

const PAGE = 30;
/** How long typing pauses before the server is asked, in milliseconds. */
const PAUSE = 200;

/** The groups to which one belongs, those first in which something was posted last, narrowed by what is typed. */
export class OwnGroups extends PagedList<OwnGroup> {
	/** Whether there are so many that one searches them. */
	isLong = $state(false);
	#typed = $state('');
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** What their titles are searched for. Setting it asks the server after a pause in the typing. */
	get q(): string {
		return this.#typed;
	}

	set q(typed: string) {
		this.#typed = typed;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.load(), PAUSE);
	}

	/** Begins anew with all of them: one may have joined some since. */
	async open(): Promise<void> {
		clearTimeout(this.#timer);
		this.#typed = '';
		await this.load();
	}

	protected ask(cursor: string | undefined, signal: AbortSignal): Promise<Page<OwnGroup>> {
		const q = this.#typed.trim();
		const query = { mine: true, limit: PAGE, ...(cursor && { cursor }), ...(q && { q }) };
		return call(api.GET('/groups', { params: { query }, signal }));
	}

	protected idOf(group: OwnGroup): string {
		return group.id;
	}

	protected override came(page: Page<OwnGroup>): void {
		if (page.next_cursor) this.isLong = true;
	}
}
