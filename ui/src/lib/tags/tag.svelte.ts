import { api, call } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import type { components } from '$lib/api/schema';
import type { Toasts } from '$lib/ui/feedback/toasts.svelte';
import { problemText } from '$lib/words/problems';
import { words } from '$lib/words/tags';
import { words as ui } from '$lib/words/ui';

type Tag = components['schemas']['Tag'];

/** The server counts no further. */
export const COUNTED_TO = 100;

/** A tag, as one member sees it. */
export class TagState {
	value = $state.raw<Tag>();
	status = $state<'loading' | 'ready' | 'missing' | 'failed'>('loading');
	problem = $state.raw<Problem>();
	readonly name: string;
	readonly #toasts: Toasts;
	/** What is wanted last: an answer to anything before it is not believed. */
	#turn = 0;

	/** `name` is the tag as an address has it, in any letter case. */
	constructor(name: string, toasts: Toasts) {
		this.name = name;
		this.#toasts = toasts;
	}

	async load(): Promise<void> {
		const turn = (this.#turn += 1);
		if (this.status !== 'ready') this.status = 'loading';
		try {
			const value = await call(api.GET('/tags/{tag}', { params: { path: { tag: this.name } } }));
			if (turn !== this.#turn) return;
			this.value = value;
			this.status = 'ready';
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
			if (turn !== this.#turn) return;
			this.problem = reason;
			this.status = reason.status === 404 ? 'missing' : 'failed';
		}
	}

	/** Follows the tag, or no longer; shown at once, and taken back with the reason when it is refused. */
	async follow(wanted: boolean): Promise<void> {
		const before = this.value;
		if (!before || before.following === wanted) return;
		const turn = (this.#turn += 1);
		this.value = { ...before, following: wanted };
		const params = { path: { tag: before.tag } };
		try {
			const answer = wanted
				? api.PUT('/tags/{tag}/follow', { params })
				: api.DELETE('/tags/{tag}/follow', { params });
			const value = await call(answer);
			if (turn === this.#turn) this.value = value;
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
			if (turn !== this.#turn) return;
			this.value = before;
			const say = wanted ? words.notFollowed : words.stillFollowed;
			const retry = { label: ui.retry, run: () => void this.follow(wanted) };
			this.#toasts.failed(say(before.tag, problemText(reason)), reason.isPassing ? retry : undefined);
		}
	}
}
