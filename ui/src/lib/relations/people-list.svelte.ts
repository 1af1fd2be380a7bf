import { call } from '$lib/api/client';
import type { Problem } from '$lib/api/problem';
import { PagedList, type Status } from '$lib/ui/list/paged-list.svelte';
import type { Relations } from './relations.svelte';
import type { PageQuery } from './server';
import type { PeoplePage, Person } from './types';

const PAGE = 20;
/** How long typing pauses before the server is asked, in milliseconds. */
const PAUSE = 220;

/** Asks for one page; given up through the signal when something else is wanted meanwhile. */
export type Source<Someone extends Person> = (
	query: PageQuery,
	signal: AbortSignal,
) => Promise<{ data?: PeoplePage<Someone>; error?: unknown; response: Response }>;

/** People, page by page, narrowed by what is typed. */
export class PeopleList<Someone extends Person = Person> extends PagedList<Someone> {
	/** What the items shown were asked for with; it follows what is typed. */
	shownFor = $state('');
	#typed = $state('');
	/** What the page that is on its way was asked for with, and when. */
	#asked = { q: '', at: 0 };
	#timer: ReturnType<typeof setTimeout> | undefined;
	readonly #source: Source<Someone>;
	readonly #relations: Relations;

	constructor(source: Source<Someone>, relations: Relations) {
		super();
		this.#source = source;
		this.#relations = relations;
	}

	/** What is searched for in the list. Setting it asks the server after a pause in the typing. */
	get q(): string {
		return this.#typed;
	}

	set q(typed: string) {
		this.#typed = typed;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.load(), PAUSE);
	}

	/** The list is there and nobody is in it, whatever is searched for. */
	get isEmpty(): boolean {
		return this.status === 'ready' && this.items.length === 0;
	}

	override load(): Promise<void> {
		clearTimeout(this.#timer);
		return super.load();
	}

	protected override ask(cursor: string | undefined, signal: AbortSignal): Promise<PeoplePage<Someone>> {
		const q = this.#typed.trim();
		this.#asked = { q, at: this.#relations.now() };
		return call(this.#source({ limit: PAGE, cursor, ...(q && { q }) }, signal));
	}

	protected override came({ items }: PeoplePage<Someone>): void {
		this.#relations.learn(items, this.#asked.at);
		this.shownFor = this.#asked.q;
	}

	protected override idOf({ id }: Someone): string {
		return id;
	}

	protected override statusAfter(problem: Problem): Status {
		return problem.code === 'private_profile' ? 'closed' : super.statusAfter(problem);
	}
}
