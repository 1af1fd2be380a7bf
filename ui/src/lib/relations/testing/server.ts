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

export { server } from '$lib/api/testing/server';

/** What a page knows of how its member stands to others, with what it says and what it counts as answered. */
export function page() {
	const toasts = new Toasts();
	const decided: [number, number][] = [];
	const session = { decided: (follow: number, friend: number) => void decided.push([follow, friend]) };
	const relations = new Relations(session as unknown as Session, toasts);
	const said = () => toasts.list.map(({ text }) => text);
	return { toasts, decided, relations, said };
}
