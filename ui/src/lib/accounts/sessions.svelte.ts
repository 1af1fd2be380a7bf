import { api, call } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import type { components } from '$lib/api/schema';
import type { Toasts } from '$lib/ui/feedback/toasts.svelte';
import { problemText } from '$lib/words/problems';
import { devices as words } from '$lib/words/settings';
import { deviceOf } from './device';

export type Browser = components['schemas']['LoggedInBrowser'];

/** Where a member is logged in. */
export class LoggedInBrowsers {
	status = $state<'loading' | 'ready' | 'failed'>('loading');
	#items = $state.raw<readonly Browser[]>([]);
	readonly #toasts: Toasts;

	constructor(toasts: Toasts) {
		this.#toasts = toasts;
	}

	/** This device first, then the last used. */
	get items(): readonly Browser[] {
		return this.#items;
	}

	get hasOthers(): boolean {
		return this.#items.some((item) => !item.current);
	}

	async load(): Promise<void> {
		this.status = 'loading';
		try {
			const { items } = await call(api.GET('/auth/sessions'));
			this.#items = [...items.filter((item) => item.current), ...items.filter((item) => !item.current)];
			this.status = 'ready';
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
			this.status = 'failed';
		}
	}

	/** Logs one browser out; true when it is. */
	async end(browser: Browser): Promise<boolean> {
		const name = deviceOf(browser.user_agent).name;
		return this.#attempt(async () => {
			await call(api.DELETE('/auth/sessions/{id}', { params: { path: { id: browser.id } } })).catch(
				gone,
			);
			this.#items = this.#items.filter((item) => item.id !== browser.id);
			this.#toasts.done(words.ended(name));
		});
	}

	/** Logs every other browser out; true when they are. */
	async endOthers(): Promise<boolean> {
		return this.#attempt(async () => {
			const { ended } = await call(api.DELETE('/auth/sessions'));
			this.#items = this.#items.filter((item) => item.current);
			this.#toasts.done(words.othersEnded(ended));
		});
	}

	async #attempt(action: () => Promise<void>): Promise<boolean> {
		try {
			await action();
			return true;
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
			this.#toasts.failed(problemText(reason));
			return false;
		}
	}
}

/** One that is over already is what was wanted. */
function gone(reason: unknown): void {
	if (!(reason instanceof Problem && reason.status === 404)) throw reason;
}
