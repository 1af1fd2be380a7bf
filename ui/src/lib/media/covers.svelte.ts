import { createContext } from 'svelte';
import { SvelteSet } from 'svelte/reactivity';

/** What is covered by a content warning until its reader asks for it: until the page is left, wherever it is shown. */
export class Covers {
	#all = $state(false);
	readonly #shown = new SvelteSet<string>();

	/** Whether the post with this id is shown in spite of its warning. */
	isShown(post: string): boolean {
		return this.#all || this.#shown.has(post);
	}

	show(post: string): void {
		this.#shown.add(post);
	}

	cover(post: string): void {
		this.#all = false;
		this.#shown.delete(post);
	}

	/** Shows everything that has a warning. */
	showAll(): void {
		this.#all = true;
	}
}

export const [useCovers, provideCovers] = createContext<Covers>();
