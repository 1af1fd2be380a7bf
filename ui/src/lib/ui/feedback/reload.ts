import { words } from '$lib/words/ui';

/** A part of the page that failed to load is not asked for again by every browser: the page anew is the way out. */
export const reload = { label: words.reload, run: () => location.reload() };
