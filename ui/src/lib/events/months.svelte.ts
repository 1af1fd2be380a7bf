import { api, call } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import { daysOf, plusDays, startOf, weeksOf, type Day, type Month } from './days';
import type { Keep } from './lists.svelte';
import type { LiveEvent } from './live-event.svelte';

const PAGE = 100;
/** The most pages of a month that are read. */
const MOST = 10;

/** What is on one page of the calendar. */
export class MonthPage {
	readonly weeks: readonly (readonly Day[])[];
	events = $state.raw<readonly LiveEvent[]>([]);
	status = $state<'loading' | 'ready' | 'failed'>('loading');
	/** There are more than were read. */
	isCut = $state(false);
	/** What is on which day, in the order in which it begins. */
	readonly byDay = $derived.by(() => {
		const days = new Map<Day, LiveEvent[]>();
		for (const event of this.events) {
			if (!event.value) continue;
			for (const day of daysOf(event.value)) {
				const there = days.get(day);
				if (there) there.push(event);
				else days.set(day, [event]);
			}
		}
		return days;
	});
	#running: Promise<void> | undefined;
	readonly #keep: Keep;

	constructor(month: Month, firstWeekday: number, keep: Keep) {
		this.weeks = weeksOf(month, firstWeekday);
		this.#keep = keep;
	}

	on(day: Day): readonly LiveEvent[] {
		return this.byDay.get(day) ?? [];
	}

	/** Asks the server. What is shown already stays until the answer is there, and also when none comes. */
	load(): Promise<void> {
		this.#running ??= this.#ask().finally(() => (this.#running = undefined));
		return this.#running;
	}

	async #ask(): Promise<void> {
		if (this.status === 'failed') this.status = 'loading';
		try {
			await this.#read();
			this.status = 'ready';
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
			if (this.status !== 'ready') this.status = 'failed';
		}
	}

	async #read(): Promise<void> {
		const first = this.weeks[0]?.[0] ?? '';
		const last = this.weeks.at(-1)?.at(-1) ?? '';
		const span = { from: startOf(first).toISOString(), to: startOf(plusDays(last, 1)).toISOString() };
		const found: LiveEvent[] = [];
		let cursor: string | null | undefined;
		for (let page = 0; page < MOST; page += 1) {
			const query = { ...span, limit: PAGE, cursor: cursor ?? undefined };
			const told = await call(api.GET('/me/events', { params: { query } }));
			found.push(...this.#keep(told.items));
			cursor = told.next_cursor;
			if (!cursor) break;
		}
		this.events = found;
		this.isCut = Boolean(cursor);
	}
}

/** The pages of the calendar, as far as they were turned to. */
export class Months {
	readonly #pages = new Map<string, MonthPage>();
	readonly #keep: Keep;

	constructor(keep: Keep) {
		this.#keep = keep;
	}

	/** The page of a month; the same one each time. */
	of(month: Month, firstWeekday: number): MonthPage {
		const key = `${month} ${firstWeekday}`;
		const page = this.#pages.get(key) ?? new MonthPage(month, firstWeekday, this.#keep);
		this.#pages.set(key, page);
		return page;
	}
}
