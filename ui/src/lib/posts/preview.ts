import type { LivePost } from './live-post.svelte';

/**
 * Gets ready, while a post with this text is on its way, to make room in it for what the page says that it links to, which
 * comes later. `before` is its text before an edit. What it gives takes the post when it is there; nothing else waits for it.
 */
export function expectPreview(content: string, before?: string): (post: LivePost) => void {
	if (!/https?:/i.test(content)) return () => undefined;
	const ready = import('./preview-coming').then(
		({ roomFor }) => roomFor(content, before),
		() => undefined,
	);
	return (post) => void ready.then((makeRoom) => makeRoom?.(post));
}
