import { afterNavigate, replaceState } from '$app/navigation';
import { page } from '$app/state';
import { tokenIn } from './token';

/**
 * The token of the mailed link that led to a page, taken out of the address at once: it opens the account, so it
 * stays neither on the screen nor in the history. To be made while a page is made.
 */
export class MailedLink {
	#token = $state(tokenIn(page.url));

	constructor() {
		let ready = $state(false);
		afterNavigate(() => {
			ready = true;
		});
		// Another link may be opened while the page is still there.
		$effect(() => {
			const found = tokenIn(page.url);
			if (!found) return;
			this.#token = found;
			if (ready) replaceState(page.url.pathname, {});
		});
	}

	/** Undefined when the page was opened without a link. */
	get token(): string | undefined {
		return this.#token;
	}
}
