import { createContext } from 'svelte';

export interface ToastAction {
	label: string;
	run: () => void;
}

export interface Toast {
	readonly id: number;
	readonly text: string;
	readonly tone: 'info' | 'error';
	readonly action?: ToastAction;
	/** How long it stays, in milliseconds; null stays until it is dismissed or acted on. */
	readonly stays: number | null;
}

const BRIEFLY = 5_000;
/** Long enough to read, decide and reach the button. */
const WITH_ACTION = 10_000;
const AT_MOST = 3;

/** Short messages at the bottom of the page: what was done (with undo), what was not (with retry). */
export class Toasts {
	#list = $state.raw<readonly Toast[]>([]);
	#last = 0;

	get list(): readonly Toast[] {
		return this.#list;
	}

	/** Says that something is done; `undo` takes it back. */
	done(text: string, undo?: ToastAction): number {
		return this.#push({ text, tone: 'info', action: undo, stays: undo ? WITH_ACTION : BRIEFLY });
	}

	/** Says that something was not done and why; with a `retry` it stays until acted on. */
	failed(text: string, retry?: ToastAction): number {
		return this.#push({ text, tone: 'error', action: retry, stays: retry ? null : WITH_ACTION });
	}

	/** Runs the action of a message once and takes the message away. */
	act(id: number): void {
		const toast = this.#list.find((entry) => entry.id === id);
		if (!toast) return;
		this.dismiss(id);
		toast.action?.run();
	}

	dismiss(id: number): void {
		this.#list = this.#list.filter((toast) => toast.id !== id);
	}

	/** Takes all messages away. */
	clear(): void {
		this.#list = [];
	}

	#push(toast: Omit<Toast, 'id'>): number {
		this.#last += 1;
		const sameWords = (other: Toast) => other.text === toast.text && other.tone === toast.tone;
		const others = this.#list.filter((other) => !sameWords(other));
		this.#list = [...others.slice(1 - AT_MOST), { ...toast, id: this.#last }];
		return this.#last;
	}
}

export const [useToasts, provideToasts] = createContext<Toasts>();
