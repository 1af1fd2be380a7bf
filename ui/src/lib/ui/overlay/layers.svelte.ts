/**
 * The open modal dialogs, lowest first. All but the topmost is inert, so what must stay reachable
 * (the messages at the bottom of the page) moves into it.
 */
class Layers {
	#open = $state.raw<readonly HTMLDialogElement[]>([]);

	get top(): HTMLDialogElement | undefined {
		return this.#open.at(-1);
	}

	push(dialog: HTMLDialogElement): void {
		this.#open = [...this.#open, dialog];
	}

	remove(dialog: HTMLDialogElement): void {
		this.#open = this.#open.filter((open) => open !== dialog);
	}
}

export const layers = new Layers();
