import { api, call } from '$lib/api/client';

/** Keeps a post for oneself, or no more. Throws the Problem of a refusal. */
export async function sendBookmark(post: string, bookmarked: boolean): Promise<{ bookmarked: boolean }> {
	const path = { params: { path: { id: post } } };
	await call(bookmarked ? api.PUT('/posts/{id}/bookmark', path) : api.DELETE('/posts/{id}/bookmark', path));
	return { bookmarked };
}

/** Makes a post of one’s own the one that one’s profile begins with, or no more. Throws the Problem of a refusal. */
export async function sendPin(post: string, pinned: boolean): Promise<{ pinned: boolean }> {
	const path = { params: { path: { id: post } } };
	await call(pinned ? api.PUT('/posts/{id}/pin', path) : api.DELETE('/posts/{id}/pin', path));
	return { pinned };
}
