import { api, call } from '$lib/api/client';
import type { Problem } from '$lib/api/problem';
import { PagedList, type Page, type Status } from '$lib/ui/list/paged-list.svelte';
import { AcquaintedList, type Acquaintance, type PeopleQuery } from '$lib/ui/person/acquainted-list.svelte';
import type { LiveEvent } from './live-event.svelte';
import type { EventResponse, GroupEvent, Participant } from './types';

const PAGE = 20;

/** Gives each event of an answer the one entry that everything on the page shares. */
export type Keep = (events: readonly GroupEvent[]) => LiveEvent[];

/** Events, page by page. */
export abstract class EventList extends PagedList<LiveEvent> {
	readonly #keep: Keep;

	constructor(keep: Keep) {
		super();
		this.#keep = keep;
	}

	/** Those that are there for the member still. */
	get shown(): readonly LiveEvent[] {
		return this.items.filter(({ value }) => value);
	}

	protected abstract read(cursor: string | undefined, signal: AbortSignal): Promise<Page<GroupEvent>>;

	protected override async ask(cursor: string | undefined, signal: AbortSignal): Promise<Page<LiveEvent>> {
		const page = await this.read(cursor, signal);
		return { items: this.#keep(page.items), next_cursor: page.next_cursor };
	}

	protected override idOf({ id }: LiveEvent): string {
		return id;
	}
}

/** What a group plans, the next first, or what has been, the latest first. */
export class GroupEvents extends EventList {
	readonly #group: string;
	readonly #past: boolean;

	constructor(group: string, past: boolean, keep: Keep) {
		super(keep);
		this.#group = group;
		this.#past = past;
	}

	protected override read(cursor: string | undefined, signal: AbortSignal): Promise<Page<GroupEvent>> {
		const query = { limit: PAGE, cursor, ...(this.#past && { past: true }) };
		return call(api.GET('/groups/{id}/events', { params: { path: { id: this.#group }, query }, signal }));
	}
}

/** What is to come in all groups of the member. */
export class Agenda extends EventList {
	protected override read(cursor: string | undefined, signal: AbortSignal): Promise<Page<GroupEvent>> {
		const query = { limit: PAGE, cursor, upcoming: true };
		return call(api.GET('/me/events', { params: { query }, signal }));
	}
}

/** Who stands so to an event, in the order in which they said so. */
export class Participants extends AcquaintedList<Participant> {
	readonly #event: string;
	readonly #response: EventResponse;

	constructor(event: string, response: EventResponse, acquaintance: Acquaintance) {
		super(acquaintance);
		this.#event = event;
		this.#response = response;
	}

	protected override people(query: PeopleQuery, signal: AbortSignal): Promise<Page<Participant>> {
		const params = { path: { id: this.#event }, query: { ...query, response: this.#response } };
		return call(api.GET('/events/{id}/participants', { params, signal }));
	}

	protected override statusAfter(problem: Problem): Status {
		return problem.status === 404 ? 'hidden' : 'failed';
	}
}
