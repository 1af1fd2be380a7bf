import { createContext } from 'svelte';
import type { components } from '$lib/api/schema';

type Person = components['schemas']['UserSummary'];

/** Something that can be done about whoever wrote something. */
export interface AuthorChoice {
	label: string;
	detail?: string;
	glyph: string;
	danger?: boolean;
	/** Does it; `changed` is called each time what they wrote may have left the page for it. */
	run(changed: () => void): Promise<void>;
}

/**
 * What the menu of a post or comment offers about its author. What is between people is another feature’s: the layout
 * hands it in.
 */
export interface AuthorMenu {
	/** To be called when the menu opens. */
	look(author: Person): Promise<void>;
	/** Undefined as long as it is not known. */
	choices(author: Person): readonly AuthorChoice[] | undefined;
	/** Whether it could not be found out. */
	isUnknown(id: string): boolean;
}

export const [useAuthorMenu, provideAuthorMenu] = createContext<AuthorMenu>();
