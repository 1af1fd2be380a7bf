import { Problem } from '$lib/api/problem';
import { SvelteSet } from 'svelte/reactivity';

/** What was dismissed from a list. It can be taken back until the page is left; only then the server is told. */
export class Dismissals {
	readonly #ids = new SvelteSet<string>();
	readonly #tell: (id: string) => Promise<unknown>;

	/** `tell` has the server leave one out from then on. */
	constructor(tell: (id: string) => Promise<unknown>) {
		this.#tell = tell;
	}

	has(id: string): boolean {
		return this.#ids.has(id);
	}

	add(id: string): void {
		this.#ids.add(id);
	}

	restore(id: string): void {
		this.#ids.delete(id);
	}

	/** The page is left: `forget` takes out of the list what the server is told. What it did not hear of is there again. */
	async leave(forget: (ids: readonly string[]) => void): Promise<void> {
		const ids = [...this.#ids];
		if (ids.length === 0) return;
		this.#ids.clear();
		forget(ids);
		const answers = await Promise.allSettled(ids.map((id) => this.#tell(id)));
		for (const answer of answers) {
			if (answer.status === 'rejected' && !(answer.reason instanceof Problem)) throw answer.reason;
		}
	}
}
