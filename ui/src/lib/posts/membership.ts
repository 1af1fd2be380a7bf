import type { Posts } from './posts.svelte';

/** Takes what was written in a group out of all lists, one's own as well, or puts it back: one left it, or came again. */
export function hideIn(posts: Posts, group: string, hidden: boolean): void {
	for (const post of posts.all()) {
		if (post.value.group?.id === group) post.hidden = hidden;
	}
}
