import { attemptKey } from '$lib/api/client';
import { isRecord } from '$lib/api/record';

/**
 * The key under which something is created. The same content again is the same attempt: its answer may only have been lost.
 * It is kept together with what is typed, for the page that is loaded after this one.
 */
export class Attempt {
	#made: { key: string; content: string } | undefined;

	/** `kept` is what a page before this one kept, as far as it can be read. */
	constructor(kept: unknown) {
		if (!isRecord(kept)) return;
		const { key, content } = kept;
		if (typeof key === 'string' && typeof content === 'string') this.#made = { key, content };
	}

	/** What is to be kept; nothing before the first attempt. */
	get kept(): { attempt?: { key: string; content: string } } {
		return this.#made ? { attempt: this.#made } : {};
	}

	/** The key for this content. */
	keyFor(body: unknown): string {
		const content = JSON.stringify(body);
		if (this.#made?.content !== content) this.#made = { key: attemptKey(), content };
		return this.#made.key;
	}

	/** The next attempt is another one, whatever it is about. */
	forget(): void {
		this.#made = undefined;
	}
}
