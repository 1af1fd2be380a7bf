import { api } from '$lib/api/client';
import type { components } from '$lib/api/schema';

/** Someone the search found. */
export type Found = components['schemas']['Person'];

/** Asks for the first few people that `q` may mean. */
export function find(q: string, limit: number, signal: AbortSignal) {
	return api.GET('/search', { params: { query: { q, type: 'users', limit } }, signal });
}
