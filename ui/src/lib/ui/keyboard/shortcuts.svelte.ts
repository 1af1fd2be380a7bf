import { createContext, untrack } from 'svelte';

export interface Shortcut {
	/** The keys as typed, in order and apart by a space: `n`, `?`, `g h`. */
	keys: string;
	/** What it does, for the sheet. */
	label: string;
	run: () => void;
}

/** A sequence such as `g h` must be typed within this time, in milliseconds. */
const SEQUENCE = 1_200;
const STORED = 'kith:shortcuts';

/** The single-key shortcuts that work where one is not typing. Each page adds its own while it is shown. */
export class Shortcuts {
	#list = $state.raw<readonly Shortcut[]>([]);
	#enabled = $state(true);
	#typed = '';
	#typedAt = 0;
	readonly #now: () => number;

	constructor(now: () => number = () => performance.now()) {
		this.#now = now;
		this.#enabled = readStored() !== 'off';
	}

	get list(): readonly Shortcut[] {
		return this.#list;
	}

	/** People who speak to their computer or rest on keys can turn them off. */
	get enabled(): boolean {
		return this.#enabled;
	}

	set enabled(enabled: boolean) {
		this.#enabled = enabled;
		store(enabled ? null : 'off');
	}

	/** Adds shortcuts and gives back what removes them; the newest of the same keys wins. */
	add(...shortcuts: Shortcut[]): () => void {
		// Called from effects: what it changes must not be what they depend on.
		return untrack(() => {
			this.#list = [...this.#list, ...shortcuts];
			return () =>
				(this.#list = untrack(() => this.#list).filter((entry) => !shortcuts.includes(entry)));
		});
	}

	/** Takes a key press of the window; runs at most one shortcut. */
	press(event: KeyboardEvent): void {
		if (!this.#enabled || event.defaultPrevented || event.repeat || isMeantElsewhere(event)) return;
		const fresh = this.#now() - this.#typedAt < SEQUENCE;
		const sequence = fresh && this.#typed ? `${this.#typed} ${event.key}` : event.key;
		const found = this.#find(sequence) ?? this.#find(event.key);
		this.#typed = found || !this.#begins(event.key) ? '' : event.key;
		this.#typedAt = this.#now();
		if (!found) return;
		event.preventDefault();
		found.run();
	}

	#find(keys: string): Shortcut | undefined {
		return this.#list.findLast((entry) => entry.keys === keys);
	}

	#begins(key: string): boolean {
		return this.#list.some((entry) => entry.keys.startsWith(`${key} `));
	}
}

function isMeantElsewhere(event: KeyboardEvent): boolean {
	if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return true;
	const target = event.target;
	if (!(target instanceof Element)) return false;
	// Enter on a button or link is that button's.
	if (event.key === 'Enter' && target.closest('a, button, summary')) return true;
	return target.closest('input, textarea, select, [contenteditable], dialog, [role="menu"]') !== null;
}

function readStored(): string | null {
	try {
		return localStorage.getItem(STORED);
	} catch {
		return null;
	}
}

function store(value: string | null): void {
	try {
		if (value === null) localStorage.removeItem(STORED);
		else localStorage.setItem(STORED, value);
	} catch {
		// A browser that keeps nothing: the choice lasts as long as the page.
	}
}

export const [useShortcuts, provideShortcuts] = createContext<Shortcuts>();
