import { MediaQuery } from 'svelte/reactivity';

/**
 * Whether the screen is wide enough for columns: the `md` of the style sheet. What is not shown on the other kind of
 * screen is not drawn there at all, where it is more than a line.
 */
export const wide = new MediaQuery('(min-width: 48rem)');
