import type { Group, Membership } from './types';

/** What the member can do about their own part in a group. */
export type OwnAct = 'join' | 'cancel' | 'accept' | 'decline' | 'leave';

export function belongs(membership: Membership): boolean {
	return membership === 'member' || membership === 'moderator' || membership === 'owner';
}

/** What the server will most likely make of it, to show that before it answers. It has the last word. */
export function after(group: Group, act: OwnAct): Group {
	switch (act) {
		case 'join':
			return standing(group, joins(group) ? 'member' : 'requested');
		case 'accept':
			return standing(group, 'member');
		case 'cancel':
		case 'decline':
		case 'leave':
			return standing(group, 'none');
	}
}

function joins({ privacy, membership }: Group): boolean {
	return privacy === 'open' || membership === 'invited';
}

function standing(group: Group, membership: Membership): Group {
	const more = Number(belongs(membership)) - Number(belongs(group.membership));
	return {
		...group,
		membership,
		member_count: group.member_count + more,
		invitation: null,
		request_count: 0,
		can: {
			see_inside: belongs(membership),
			join: membership === 'none',
			invite: belongs(membership),
			decide_requests: false,
			moderate: false,
			manage: false,
			leave: belongs(membership),
		},
	};
}
