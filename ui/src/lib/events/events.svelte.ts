import { createContext } from 'svelte';
import type { Toasts } from '$lib/ui/feedback/toasts.svelte';
import type { Acquaintance } from '$lib/ui/person/acquainted-list.svelte';
import { Agenda, GroupEvents, Participants } from './lists.svelte';
import { LiveEvent } from './live-event.svelte';
import { Months } from './months.svelte';
import { RESPONSES, type EventResponse, type GroupEvent } from './types';

/** The lists of a group. */
export interface ListsOfGroup {
	upcoming: GroupEvents;
	past: GroupEvents;
}

/** The events that a member has seen, one entry each, and the lists of them. */
export class Events {
	readonly agenda: Agenda;
	readonly months: Months;
	readonly #known = new Map<string, LiveEvent>();
	readonly #groups = new Map<string, ListsOfGroup>();
	readonly #people = new Map<string, Record<EventResponse, Participants>>();
	readonly #toasts: Toasts;
	readonly #acquaintance: Acquaintance;
	readonly #keep = (events: readonly GroupEvent[]) => events.map((event) => this.keep(event));

	constructor(toasts: Toasts, acquaintance: Acquaintance) {
		this.#toasts = toasts;
		this.#acquaintance = acquaintance;
		this.agenda = new Agenda(this.#keep);
		this.months = new Months(this.#keep);
	}

	/** The event with this id; the same one each time. */
	of(id: string): LiveEvent {
		const known = this.#known.get(id) ?? new LiveEvent(id, this.#toasts, (event) => this.#changed(event));
		this.#known.set(id, known);
		return known;
	}

	/** Takes what the server said about an event. */
	keep(event: GroupEvent): LiveEvent {
		const live = this.of(event.id);
		live.take(event);
		return live;
	}

	ofGroup(group: string): ListsOfGroup {
		const list = (past: boolean) => new GroupEvents(group, past, this.#keep);
		const known = this.#groups.get(group) ?? { upcoming: list(false), past: list(true) };
		this.#groups.set(group, known);
		return known;
	}

	/** Who stands how to an event. */
	people(id: string): Record<EventResponse, Participants> {
		const list = (response: EventResponse) => new Participants(id, response, this.#acquaintance);
		const known = this.#people.get(id) ?? {
			going: list('going'),
			waiting: list('waiting'),
			maybe: list('maybe'),
			not_going: list('not_going'),
		};
		this.#people.set(id, known);
		return known;
	}

	/** An event was made here, or has another time: where it stands in the lists is another place. */
	moved(event: GroupEvent): LiveEvent {
		const live = this.keep(event);
		const { upcoming, past } = this.ofGroup(event.group.id);
		for (const list of [upcoming, past, this.agenda]) if (list.status !== 'new') void list.refresh();
		return live;
	}

	#changed(event: LiveEvent): void {
		const people = this.#people.get(event.id);
		if (!people) return;
		for (const response of RESPONSES) {
			const list = people[response];
			if (list.status !== 'new') void list.refresh();
		}
	}
}

/** One for each member who is logged in, wherever in the application events are shown. */
const made = new WeakMap<Acquaintance, Events>();

/** The events of who has this acquaintance. They outlive the page that shows them. */
export function eventsOf(acquaintance: Acquaintance, toasts: Toasts): Events {
	const known = made.get(acquaintance) ?? new Events(toasts, acquaintance);
	made.set(acquaintance, known);
	return known;
}

export const [useEvents, provideEvents] = createContext<Events>();
