import { createContext } from 'svelte';
import type { Lists } from '$lib/feeds/lists.svelte';
import type { LivePost } from '$lib/posts/live-post.svelte';

/** The lists of posts, for the pages that show one. */
export const [useLists, provideLists] = createContext<Lists<LivePost>>();
