import { Problem } from '$lib/api/problem';

/** One page of a list. */
export interface Page<Item> {
	items: readonly Item[];
	next_cursor?: string | null;
}

/** How far a list is: `hidden` is one that its owner keeps to themselves, `closed` one of a private profile. */
export type Status = 'new' | 'loading' | 'ready' | 'failed' | 'hidden' | 'closed';

/** Things read page by page, none of them twice. It outlives the page that shows it. */
export abstract class PagedList<Item> {
	items = $state.raw<readonly Item[]>([]);
	status = $state<Status>('new');
	/** Whether there are more; false at the end. */
	hasMore = $state(false);
	moreFailed = $state(false);
	/** Whether the next page is on its way. */
	isReading = $state(false);
	#cursor: string | undefined;
	#under: AbortController | undefined;
	#reading = Promise.resolve();

	/** Asks for the page at `cursor`, the first one without; given up through the signal when another is wanted meanwhile. */
	protected abstract ask(cursor: string | undefined, signal: AbortSignal): Promise<Page<Item>>;

	/** What tells one item from the others. */
	protected abstract idOf(item: Item): string;

	/** A page came and is about to be shown. */
	protected came?(page: Page<Item>): void;

	/** Whether what was read holds, given the first page as it is now: then it stays as far as it was read. */
	protected holds?(first: Page<Item>): boolean;

	protected statusAfter(problem: Problem): Status {
		return problem.status === 403 || problem.status === 404 ? 'hidden' : 'failed';
	}

	/** Whether a page is on its way. */
	protected get isBusy(): boolean {
		return this.#under !== undefined;
	}

	/** Loads the first page unless it is there. */
	async begin(): Promise<void> {
		if (this.status === 'new') await this.load();
	}

	/** Loads the first page, again after a failure; what is there stays until the new page is. */
	async load(): Promise<void> {
		this.status = 'loading';
		try {
			await this.#turn(undefined, (page) => this.#show([], page));
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
			this.items = [];
			this.hasMore = false;
			this.status = this.statusAfter(reason);
		}
	}

	/** Looks again at what was read before. Failing changes nothing. */
	async refresh(): Promise<void> {
		if (this.status !== 'ready') {
			if (this.status !== 'loading') await this.load();
			return;
		}
		try {
			await this.#turn(undefined, (page) => this.holds?.(page) || this.#show([], page));
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
		}
	}

	/** Loads the next page; waits for it when it is on its way. Does nothing at the end, or while the first one is. */
	more(): Promise<void> {
		if (!this.#under && this.hasMore) this.#reading = this.#readOn();
		return this.#reading;
	}

	async #readOn(): Promise<void> {
		this.moreFailed = false;
		this.isReading = true;
		try {
			await this.#turn(this.#cursor, (page) => this.#show(this.items, page));
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
			this.moreFailed = true;
		} finally {
			this.isReading = false;
		}
	}

	async #turn(cursor: string | undefined, take: (page: Page<Item>) => unknown): Promise<void> {
		this.#under?.abort();
		const under = new AbortController();
		this.#under = under;
		try {
			const page = await this.ask(cursor, under.signal);
			if (under.signal.aborted) return;
			this.came?.(page);
			take(page);
			this.status = 'ready';
		} catch (reason) {
			// Something else is wanted by now: what became of this does not matter.
			if (!under.signal.aborted) throw reason;
		} finally {
			if (this.#under === under) this.#under = undefined;
		}
	}

	#show(before: readonly Item[], page: Page<Item>): void {
		const all = new Map(before.map((item) => [this.idOf(item), item]));
		for (const item of page.items) if (!all.has(this.idOf(item))) all.set(this.idOf(item), item);
		this.items = [...all.values()];
		this.#cursor = page.next_cursor ?? undefined;
		this.hasMore = this.#cursor !== undefined;
		this.moreFailed = false;
	}
}
