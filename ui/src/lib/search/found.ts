import { api } from '$lib/api/client';
import type { components } from '$lib/api/schema';

type Schemas = components['schemas'];

/** Someone the search found. */
export type Found = Schemas['UserSummary'] & { relationship: Schemas['Relationship'] };

interface Page {
	items: readonly { type: 'user'; user: Found }[];
	next_cursor?: string | null;
}

interface Reply {
	data?: Page;
	error?: unknown;
	response: Response;
}

/** Asks for the first few people that `q` may mean. */
export function find(q: string, limit: number, signal: AbortSignal): Promise<Reply> {
	const get = api.GET as unknown as (path: string, init: object) => Promise<Reply>;
	return get('/search', { params: { query: { q, type: 'users', limit } }, signal });
}
