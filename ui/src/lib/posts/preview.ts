import type { LivePost } from './live-post.svelte';

/**
 * Makes room in a post that was just written for what the page says that it links to, which comes a moment later. `before`
 * is its text before an edit.
 */
export async function expectPreview(post: LivePost, before?: string): Promise<void> {
	if (post.value.link_preview || !/https?:/i.test(post.value.content)) return;
	const code = await import('./preview-coming').catch(() => undefined);
	await code?.awaitPreview(post, before);
}
