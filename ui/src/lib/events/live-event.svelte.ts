import { api, call } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import { prepare } from '$lib/text/written.svelte';
import type { Toasts } from '$lib/ui/feedback/toasts.svelte';
import { words } from '$lib/words/events';
import { problemText } from '$lib/words/problems';
import { words as ui } from '$lib/words/ui';
import { after } from './answers';
import type { Answer, GroupEvent } from './types';

/** How far an event is: `missing` is also one of which the member may not know. */
export type EventStatus = 'loading' | 'ready' | 'missing' | 'failed';

/** What follows from what was done about an event, for the lists that show it. */
export type Changed = (event: LiveEvent) => void;

/**
 * One event, wherever it is shown: its row, its page and the calendar follow each change. What the member says of it shows at
 * once and is taken back with a reason when it is refused.
 */
export class LiveEvent {
	readonly id: string;
	value = $state.raw<GroupEvent>();
	status = $state<EventStatus>('loading');
	/** Whether an answer is on its way. */
	isAnswering = $state(false);
	/** The event as the server last had it, while an answer is on its way. */
	#sure: GroupEvent | undefined;
	/** What is to be said next: of several, the last. */
	#next: { answer: Answer | null } | undefined;
	#sending: Promise<void> | undefined;
	#running: Promise<void> | undefined;
	#acts = 0;
	readonly #toasts: Toasts;
	readonly #changed: Changed;

	constructor(id: string, toasts: Toasts, changed: Changed) {
		this.id = id;
		this.#toasts = toasts;
		this.#changed = changed;
	}

	/** Asks the server. What is shown already stays until the answer is there, and also when none comes. */
	load(): Promise<void> {
		this.#running ??= this.#ask().finally(() => (this.#running = undefined));
		return this.#running;
	}

	/** Takes what the server said; while an answer is on its way that one is newer. */
	take(value: GroupEvent): void {
		if (this.isAnswering) return;
		this.value = value;
		this.status = 'ready';
	}

	/**
	 * Says whether the member comes, or with null nothing any more. It can be said again before the server has answered: what
	 * was said last counts.
	 */
	respond(answer: Answer | null): Promise<void> {
		if (!this.value?.can.respond) return Promise.resolve();
		this.#sure ??= this.value;
		this.#acts += 1;
		this.#next = { answer };
		this.value = after(this.#sure, answer);
		this.isAnswering = true;
		this.#sending ??= this.#say().finally(() => (this.#sending = undefined));
		return this.#sending;
	}

	/** Cancels it, for good. True when it took effect; a refusal is told in a message. */
	async cancel(): Promise<boolean> {
		const title = this.value?.title ?? '';
		this.#acts += 1;
		try {
			this.take(await call(api.DELETE('/events/{id}', { params: { path: { id: this.id } } })));
			this.#toasts.done(words.cancelledToast(title));
			this.#changed(this);
			return true;
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
			this.#refused(words.notCancelled(title), reason, () => void this.cancel());
			return false;
		}
	}

	async #ask(): Promise<void> {
		if (this.status !== 'ready') this.status = 'loading';
		const asked = this.#acts;
		try {
			const event = await call(api.GET('/events/{id}', { params: { path: { id: this.id } } }));
			await prepare([event.description]);
			// What was asked for before an act is older than what came of it.
			if (asked === this.#acts) this.take(event);
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
			if (reason.status === 404) this.#gone();
			else if (this.status !== 'ready') this.status = 'failed';
		}
	}

	async #say(): Promise<void> {
		let refusal: { problem: Problem; answer: Answer | null } | undefined;
		for (let next = this.#next; next; next = this.#next) {
			this.#next = undefined;
			const { answer } = next;
			try {
				this.#sure = await this.#send(answer);
				refusal = undefined;
			} catch (reason) {
				if (!(reason instanceof Problem)) {
					this.#settle();
					throw reason;
				}
				refusal = { problem: reason, answer };
			}
		}
		this.#settle();
		if (!refusal) {
			this.#changed(this);
			return;
		}
		const { problem, answer } = refusal;
		this.#refused(words.notAnswered(this.value?.title ?? ''), problem, () => void this.respond(answer));
	}

	/** Shows the event as the server has it. */
	#settle(): void {
		const now = this.#sure;
		this.#sure = undefined;
		this.#next = undefined;
		this.isAnswering = false;
		if (now) this.take(now);
	}

	#send(answer: Answer | null): Promise<GroupEvent> {
		const params = { path: { id: this.id } };
		if (answer === null) return call(api.DELETE('/events/{id}/response', { params }));
		return call(api.PUT('/events/{id}/response', { params, body: { response: answer } }));
	}

	/** It is no longer there for the member. */
	#gone(): void {
		this.value = undefined;
		this.status = 'missing';
		this.#changed(this);
	}

	#refused(what: string, problem: Problem, again: () => void): void {
		const title = this.value?.title ?? '';
		if (problem.status === 404) {
			this.#toasts.failed(words.isGoneNow(title));
			this.#gone();
			return;
		}
		const why =
			problem.code === 'event_over'
				? words.isOverNow(title)
				: problem.code === 'event_cancelled'
					? words.isCancelledNow(title)
					: `${what} ${problemText(problem)}`;
		this.#toasts.failed(why, problem.isPassing ? { label: ui.retry, run: again } : undefined);
		// It is otherwise than this page knows.
		if (!problem.isPassing) void this.load();
	}
}
