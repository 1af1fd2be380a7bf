import type { Session } from '$lib/session/session.svelte';
import { Profiles } from '../profiles.svelte';
import type { Privacy, Profile } from '../types';

/** One’s own profile, as the server gives it. */
export const maren = (change: Partial<Profile> = {}): Profile => ({
	...({
		id: '1',
		handle: 'maren',
		first_name: 'Maren',
		last_name: 'Oyelaran',
		nickname: 'Mo',
		display_name: 'Maren Oyelaran',
		avatar_url: '/api/v1/media/7/thumb',
		cover_url: null,
		is_private: false,
		restricted: false,
		joined_at: '2026-03-04T09:30:00.000Z',
		email: 'maren@example.org',
		date_of_birth: '1991-05-17',
		gender: 'female',
		about_me: '',
		bio: 'Row 14.',
		location: '',
		job: '',
		website: '',
		tags: ['Leaf mould'],
	} as unknown as Profile),
	...change,
});

export const openPrivacy = (): Privacy => ({
	is_private: false,
	fields: {
		email: 'everyone',
		date_of_birth: 'everyone',
		gender: 'everyone',
		location: 'everyone',
		job: 'everyone',
		friends: 'everyone',
		follows: 'everyone',
		media: 'everyone',
	},
	show_presence: true,
});

export { server } from '$lib/api/testing/server';

/** The profiles of a page that Maren is logged in to, and what of her the bars show. */
export function pageOfMaren() {
	const session = {
		me: maren(),
		patch(change: Partial<Profile>) {
			session.me = { ...session.me, ...change };
		},
	};
	return { session, profiles: new Profiles(session as unknown as Session) };
}
