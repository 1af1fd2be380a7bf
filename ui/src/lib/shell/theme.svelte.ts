import { createContext } from 'svelte';

export type ThemeChoice = 'system' | 'light' | 'dark';

/** Read again by the inline script of `app.html`, so that the first thing drawn has the right colours. */
const STORED = 'kith:theme';
const BAR = { light: '#f1f4f0', dark: '#0d1311' };

/** Light, dark, or as the device has it. */
export class Theme {
	#choice = $state<ThemeChoice>('system');

	constructor() {
		const stored = read();
		if (stored === 'light' || stored === 'dark') {
			this.#choice = stored;
			paintBar(stored);
		}
	}

	get choice(): ThemeChoice {
		return this.#choice;
	}

	set choice(choice: ThemeChoice) {
		this.#choice = choice;
		const root = document.documentElement;
		if (choice === 'system') delete root.dataset['theme'];
		else root.dataset['theme'] = choice;
		paintBar(choice);
		write(choice);
	}
}

/** The browser's own bar follows. */
function paintBar(choice: ThemeChoice): void {
	for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
		const own = meta.media.includes('dark') ? 'dark' : 'light';
		meta.content = BAR[choice === 'system' ? own : choice];
	}
}

function read(): string | null {
	try {
		return localStorage.getItem(STORED);
	} catch {
		return null;
	}
}

function write(choice: ThemeChoice): void {
	try {
		if (choice === 'system') localStorage.removeItem(STORED);
		else localStorage.setItem(STORED, choice);
	} catch {
		// A browser that keeps nothing: the choice lasts as long as the page.
	}
}

export const [useTheme, provideTheme] = createContext<Theme>();
