import { api, call } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import type { Toasts } from '$lib/ui/feedback/toasts.svelte';
import { words } from '$lib/words/calendar';
import { problemText } from '$lib/words/problems';
import { words as ui } from '$lib/words/ui';

/** The private address at which calendar programs read one's events. It is asked for when it is to be seen: asking makes it. */
export class FeedAddress {
	url = $state<string>();
	busy = $state(false);
	/** It was turned off here. */
	isOff = $state(false);
	readonly #toasts: Toasts;

	constructor(toasts: Toasts) {
		this.#toasts = toasts;
	}

	show(): Promise<boolean> {
		return this.#run(async () => {
			const { url } = await call(api.GET('/me/calendar-feed'));
			this.url = url;
			this.isOff = false;
		});
	}

	renew(): Promise<boolean> {
		return this.#run(async () => {
			const { url } = await call(api.POST('/me/calendar-feed/renew'));
			this.url = url;
			this.#toasts.done(words.feedRenewed);
		});
	}

	revoke(): Promise<boolean> {
		return this.#run(async () => {
			await call(api.DELETE('/me/calendar-feed'));
			this.url = undefined;
			this.isOff = true;
			this.#toasts.done(words.feedRevoked);
		});
	}

	/** Does it, once at a time. True when it took effect; a refusal is told in a message. */
	async #run(act: () => Promise<void>): Promise<boolean> {
		if (this.busy) return false;
		this.busy = true;
		try {
			await act();
			return true;
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
			const again = reason.isPassing ? { label: ui.retry, run: () => void this.#run(act) } : undefined;
			this.#toasts.failed(`${words.feedFailed} ${problemText(reason)}`, again);
			return false;
		} finally {
			this.busy = false;
		}
	}
}
