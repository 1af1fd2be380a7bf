import { api, call } from '$lib/api/client';

/** Keeps a post for oneself, or no more. Throws the Problem of a refusal. */
export async function sendBookmark(post: string, bookmarked: boolean): Promise<{ bookmarked: boolean }> {
	const path = { params: { path: { id: post } } };
	await call(bookmarked ? api.PUT('/posts/{id}/bookmark', path) : api.DELETE('/posts/{id}/bookmark', path));
	return { bookmarked };
}
