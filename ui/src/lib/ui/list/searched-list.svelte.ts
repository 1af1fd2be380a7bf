import { PagedList, type Page } from './paged-list.svelte';

/** How long typing pauses before the server is asked, in milliseconds. */
const PAUSE = 220;

/** Things read page by page, narrowed by what is typed. */
export abstract class SearchedList<Item> extends PagedList<Item> {
	/** What the items shown were asked for with; it follows what is typed. */
	shownFor = $state('');
	#typed = $state('');
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** Asks for the page at `cursor` of what fits `q`; without it, of all. */
	protected abstract search(
		q: string | undefined,
		cursor: string | undefined,
		signal: AbortSignal,
	): Promise<Page<Item>>;

	get q(): string {
		return this.#typed;
	}

	/** Setting it asks the server after a pause in the typing. */
	set q(typed: string) {
		this.#typed = typed;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.load(), PAUSE);
	}

	override load(): Promise<void> {
		clearTimeout(this.#timer);
		return super.load();
	}

	protected override async ask(cursor: string | undefined, signal: AbortSignal): Promise<Page<Item>> {
		const q = this.#typed.trim();
		const page = await this.search(q || undefined, cursor, signal);
		if (!signal.aborted) this.shownFor = q;
		return page;
	}
}
