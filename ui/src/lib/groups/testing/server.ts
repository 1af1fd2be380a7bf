import { Toasts } from '$lib/ui/feedback/toasts.svelte';
import { Groups } from '../groups.svelte';
import type { Group, GroupPerson } from '../types';

/** A group that one may ask to join, unless the change says otherwise. */
export const group = (change: Partial<Group> = {}): Group => ({
	id: '7',
	title: 'Allotment Row 14',
	description: '',
	privacy: 'request',
	moderators_decide: false,
	banner_url: null,
	conversation_id: null,
	created_at: '2026-01-15T12:00:00.000Z',
	owner: null,
	member_count: 3,
	request_count: 0,
	friend_count: 0,
	friends: [],
	invitation: null,
	membership: 'none',
	can: {
		see_inside: false,
		join: true,
		invite: false,
		decide_requests: false,
		moderate: false,
		manage: false,
		leave: false,
	},
	...change,
});

export const owned = (change: Partial<Group> = {}): Group =>
	group({
		membership: 'owner',
		can: {
			see_inside: true,
			join: false,
			invite: true,
			decide_requests: true,
			moderate: true,
			manage: true,
			leave: false,
		},
		...change,
	});

/** Somebody in a list of the group, called after their id. */
export const person = (id: string, change: Partial<GroupPerson> = {}): GroupPerson => ({
	id,
	handle: `handle_${id}`,
	first_name: id,
	last_name: 'Example',
	nickname: null,
	display_name: `${id} Example`,
	avatar_url: null,
	is_private: false,
	relationship: {
		follow: 'none',
		followed_by: 'none',
		friendship: 'none',
		blocking: false,
		muting: false,
	},
	invitation: null,
	role: 'member',
	since: '2026-01-15T12:00:00.000Z',
	...change,
});

export { server } from '$lib/api/testing/server';

/** The groups of a page, with what it says. */
export function page() {
	const toasts = new Toasts();
	const moves: string[] = [];
	const groups = new Groups(toasts, { now: () => 0, learn: () => undefined }, (id, isIn) => {
		moves.push(`${isIn ? 'in' : 'not in'} ${id}`);
	});
	return { toasts, groups, moves, said: () => toasts.list.map(({ text }) => text) };
}
