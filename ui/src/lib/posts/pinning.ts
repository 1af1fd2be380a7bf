import { api, call } from '$lib/api/client';
import { words } from '$lib/words/pinning';
import { words as ui } from '$lib/words/ui';
import type { LivePost } from './live-post.svelte';
import type { Posts } from './posts.svelte';

/**
 * Has one’s profile begin with a post, in place of any other, or no more; one in a group stands above the others there. It
 * shows at once. In a group it can be taken back: many see it.
 */
export async function pin(posts: Posts, post: LivePost, pinned: boolean): Promise<void> {
	const isInGroup = post.value.audience === 'group';
	const said = isInGroup ? words.inGroup : words.onProfile;
	const undo = { label: ui.undo, run: () => void pin(posts, post, !pinned) };
	try {
		await post.change({ pinned }, () => send(post.id, pinned));
		if (pinned && !isInGroup) unpinOthers(posts, post);
		posts.toasts.done(pinned ? said.pinned : said.unpinned, isInGroup ? undo : undefined);
	} catch (reason) {
		posts.failed(said.failed, reason, () => pin(posts, post, pinned));
	}
}

async function send(post: string, pinned: boolean): Promise<{ pinned: boolean }> {
	const path = { params: { path: { id: post } } };
	await call(pinned ? api.PUT('/posts/{id}/pin', path) : api.DELETE('/posts/{id}/pin', path));
	return { pinned };
}

/** A profile begins with one post; what is in groups has nothing to do with it. */
function unpinOthers(posts: Posts, pinned: LivePost): void {
	for (const post of posts.all()) {
		const { author, audience } = post.value;
		const isOther = post !== pinned && author.id === pinned.value.author.id && audience !== 'group';
		if (isOther && post.value.pinned) post.patch({ pinned: false });
	}
}
