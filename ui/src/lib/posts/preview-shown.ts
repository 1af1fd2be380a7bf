import { api, call } from '$lib/api/client';
import { words } from '$lib/words/previews';
import { words as ui } from '$lib/words/ui';
import type { LivePost } from './live-post.svelte';
import type { LinkPreview } from './post';
import type { Posts } from './posts.svelte';

/** Takes the link preview of one’s own post away, with an offer to undo that, or shows it again. */
export async function showPreview(
	posts: Posts,
	post: LivePost,
	preview: LinkPreview,
	shown: boolean,
): Promise<void> {
	const path = { params: { path: { id: post.id } } };
	const link_preview = shown ? preview : null;
	const undo = { label: ui.undo, run: () => void showPreview(posts, post, preview, true) };
	const toast = shown ? undefined : posts.toasts.done(words.removed, undo);
	try {
		await post.change({ link_preview }, async () => {
			const url = '/posts/{id}/link-preview';
			await call(shown ? api.PUT(url, path) : api.DELETE(url, path));
			return { link_preview };
		});
	} catch (reason) {
		if (toast !== undefined) posts.toasts.dismiss(toast);
		const say = shown ? words.notRestored : words.notRemoved;
		posts.failed(say, reason, () => showPreview(posts, post, preview, shown));
	}
}
