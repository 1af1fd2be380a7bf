import { vi } from 'vitest';
import type { Session } from '$lib/session/session.svelte';
import { Toasts } from '$lib/ui/feedback/toasts.svelte';
import { STRANGERS } from '../acts';
import { Relations } from '../relations.svelte';
import type { Person, Relationship } from '../types';

export const standing = (change: Partial<Relationship> = {}): Relationship => ({ ...STRANGERS, ...change });

/** Somebody called Kwame, unless the change says otherwise. */
export const kwame = (change: Partial<Person> = {}): Person => ({
	id: '2',
	handle: 'kwame',
	first_name: 'Kwame',
	last_name: 'Boateng',
	nickname: null,
	display_name: 'Kwame Boateng',
	avatar_url: null,
	is_private: false,
	relationship: standing(),
	...change,
});

/** People with the letters of `ids` as their ids. */
export const people = (ids: string): Person[] => [...ids].map((id) => kwame({ id, handle: `kwame_${id}` }));

interface Asked {
	what: string;
	signal: AbortSignal;
	/** Gives the answer. */
	reply(body: unknown, status?: number): void;
	/** Cuts the connection. */
	lose(): void;
}

/** Stands in for the server: every request waits in `asked` until the test answers it, or it is given up. */
export function server() {
	const asked: Asked[] = [];
	vi.stubGlobal(
		'fetch',
		(request: Request) =>
			new Promise<Response>((resolve, reject) => {
				const { pathname, search } = new URL(request.url);
				asked.push({
					what: `${request.method} ${decodeURIComponent(pathname.replace('/api/v1', '') + search)}`,
					signal: request.signal,
					reply: (body, status = 200) => resolve(Response.json(body, { status })),
					lose: () => reject(new TypeError('Failed to fetch')),
				});
				request.signal.addEventListener('abort', () => {
					reject(new DOMException('Given up', 'AbortError'));
				});
			}),
	);
	return {
		asked,
		/** Waits for the request with this number, from 0. */
		request: (place: number) =>
			vi.waitFor(() => {
				const found = asked[place];
				if (!found) throw new Error(`Only ${asked.length} requests were made`);
				return found;
			}),
	};
}

/** What a page knows of how its member stands to others, with what it says and what it counts as answered. */
export function page() {
	const toasts = new Toasts();
	const decided: [number, number][] = [];
	const session = { decided: (follow: number, friend: number) => void decided.push([follow, friend]) };
	const relations = new Relations(session as unknown as Session, toasts);
	const said = () => toasts.list.map(({ text }) => text);
	return { toasts, decided, relations, said };
}
