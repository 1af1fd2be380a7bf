import { reload } from '$lib/ui/feedback/reload';
import { useToasts, type Toasts } from '$lib/ui/feedback/toasts.svelte';
import { words } from '$lib/words/ui';

/** What opens over the page, and whose code is loaded when it is wanted first. */
export class Opener<Part> {
	/** Its component, once that is there. */
	Part = $state.raw<Part>();
	isOpen = $state(false);
	readonly #load: () => Promise<{ default: Part }>;
	readonly #toasts: Toasts;

	constructor(load: () => Promise<{ default: Part }>, toasts: Toasts) {
		this.#load = load;
		this.#toasts = toasts;
	}

	/** Gets it. False when that failed, which is said then, with a way out. */
	async get(): Promise<boolean> {
		try {
			this.Part ??= (await this.#load()).default;
			return true;
		} catch {
			this.#toasts.failed(words.notOpened, reload);
			return false;
		}
	}

	async open(): Promise<void> {
		this.isOpen = await this.get();
	}
}

/** To be called while a component is made. */
export function opener<Part>(load: () => Promise<{ default: Part }>): Opener<Part> {
	return new Opener(load, useToasts());
}
