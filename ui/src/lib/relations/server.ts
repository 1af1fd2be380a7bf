import { api } from '$lib/api/client';
import type { Page } from '$lib/ui/list/paged-list.svelte';
import type { PeopleQuery } from '$lib/ui/person/acquainted-list.svelte';
import type { Act } from './acts';
import type { Person, Relationship, SuggestedPerson } from './types';

/** What the client gives back, for `call`. */
export interface Reply<Data> {
	data?: Data;
	error?: unknown;
	response: Response;
}

const of = (id: string) => ({ params: { path: { id } } });
const from = (user_id: string) => ({ params: { path: { user_id } } });

/** The call that does each act; it answers with the whole relationship. */
export const ACTS: Record<Act, (id: string) => Promise<Reply<Relationship>>> = {
	follow: (id) => api.PUT('/users/{id}/follow', of(id)),
	unfollow: (id) => api.DELETE('/users/{id}/follow', of(id)),
	acceptFollow: (id) => api.POST('/follow-requests/{user_id}/accept', from(id)),
	declineFollow: (id) => api.POST('/follow-requests/{user_id}/decline', from(id)),
	removeFollower: (id) => api.DELETE('/me/followers/{user_id}', from(id)),
	befriend: (id) => api.PUT('/users/{id}/friendship', of(id)),
	acceptFriendship: (id) => api.POST('/friend-requests/{user_id}/accept', from(id)),
	declineFriendship: (id) => api.POST('/friend-requests/{user_id}/decline', from(id)),
	unfriend: (id) => api.DELETE('/users/{id}/friendship', of(id)),
	block: (id) => api.PUT('/users/{id}/block', of(id)),
	unblock: (id) => api.DELETE('/users/{id}/block', of(id)),
	mute: (id) => api.PUT('/users/{id}/mute', of(id)),
	unmute: (id) => api.DELETE('/users/{id}/mute', of(id)),
};

/** The lists of a profile. */
export const PROFILE_LISTS = ['friends', 'followers', 'following', 'mutuals'] as const;
export type ProfileList = (typeof PROFILE_LISTS)[number];

/** The lists that only concern oneself. */
export type OwnList =
	'followRequests' | 'friendRequests' | 'followsAsked' | 'friendsAsked' | 'blocked' | 'muted';

type AskPage = (query: PeopleQuery, signal: AbortSignal) => Promise<Reply<Page<Person>>>;

export const OWN_LISTS: Record<OwnList, AskPage> = {
	followRequests: (query, signal) => api.GET('/follow-requests', { params: { query }, signal }),
	friendRequests: (query, signal) => api.GET('/friend-requests', { params: { query }, signal }),
	followsAsked: (query, signal) => api.GET('/follow-requests/outgoing', { params: { query }, signal }),
	friendsAsked: (query, signal) => api.GET('/friend-requests/outgoing', { params: { query }, signal }),
	blocked: (query, signal) => api.GET('/me/blocks', { params: { query }, signal }),
	muted: (query, signal) => api.GET('/me/mutes', { params: { query }, signal }),
};

export function profileList(id: string, list: ProfileList): AskPage {
	const path = `/users/{id}/${list}` as const;
	return (query, signal) => api.GET(path, { params: { path: { id }, query }, signal });
}

/** People whose name or handle begins like `words`, known ones first. */
export async function search(
	words: string,
	{ cursor, limit }: PeopleQuery,
	signal: AbortSignal,
): Promise<Reply<Page<Person>>> {
	const query = { q: words, type: 'users', cursor, limit } as const;
	const { data, ...rest } = await api.GET('/search', { params: { query }, signal });
	return data ? { ...rest, data: { ...data, items: data.items.map(({ user }) => user) } } : rest;
}

export const suggestions = (query: PeopleQuery, signal: AbortSignal): Promise<Reply<Page<SuggestedPerson>>> =>
	api.GET('/users/suggestions', { params: { query }, signal });

/** Dismisses a suggestion for good; `keepalive` lets it go out while the page is being left. */
export const dismiss = (id: string): Promise<Reply<unknown>> =>
	api.DELETE('/users/suggestions/{id}', { ...of(id), keepalive: true });
