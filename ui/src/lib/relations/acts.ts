import type { Relationship } from './types';

/** What can be done about a person. */
export type Act =
	| 'follow'
	| 'unfollow'
	| 'acceptFollow'
	| 'declineFollow'
	| 'removeFollower'
	| 'befriend'
	| 'acceptFriendship'
	| 'declineFriendship'
	| 'unfriend'
	| 'block'
	| 'unblock'
	| 'mute'
	| 'unmute';

export const STRANGERS: Relationship = {
	follow: 'none',
	followed_by: 'none',
	friendship: 'none',
	blocking: false,
	muting: false,
};

const FRIENDS = { friendship: 'friends', follow: 'following', followed_by: 'following' } as const;

/**
 * What the server will most likely answer, to show it before it does. `isPrivate`: following them has to be asked for.
 * The server has the last word.
 */
export function after(before: Relationship, act: Act, isPrivate: boolean): Relationship {
	switch (act) {
		case 'follow':
			return { ...before, follow: followed(before, isPrivate) };
		case 'unfollow':
			return { ...before, follow: 'none' };
		case 'acceptFollow':
			return { ...before, followed_by: 'following' };
		case 'declineFollow':
		case 'removeFollower':
			return { ...before, followed_by: 'none' };
		case 'befriend':
			return befriended(before, isPrivate);
		case 'acceptFriendship':
			return { ...before, ...FRIENDS };
		case 'declineFriendship':
		case 'unfriend':
			return unfriended(before);
		case 'block':
			return { ...STRANGERS, blocking: true };
		case 'unblock':
			return STRANGERS;
		case 'mute':
			return { ...before, muting: true };
		case 'unmute':
			return { ...before, muting: false };
	}
}

function followed(before: Relationship, isPrivate: boolean): Relationship['follow'] {
	if (before.follow === 'following' || before.friendship === 'friends' || !isPrivate) return 'following';
	return 'requested';
}

function befriended(before: Relationship, isPrivate: boolean): Relationship {
	if (before.friendship === 'friends' || before.friendship === 'incoming') return { ...before, ...FRIENDS };
	// With a private profile the request is one to follow as well.
	const follow = isPrivate && before.follow === 'none' ? 'requested' : before.follow;
	return { ...before, friendship: 'outgoing', follow };
}

/** A request to follow goes with the request for friendship it came with. */
function unfriended(before: Relationship): Relationship {
	const withoutRequest = (state: Relationship['follow']) => (state === 'requested' ? 'none' : state);
	switch (before.friendship) {
		case 'none':
			return before;
		case 'friends':
			return { ...before, friendship: 'none', follow: 'none', followed_by: 'none' };
		case 'outgoing':
			return { ...before, friendship: 'none', follow: withoutRequest(before.follow) };
		case 'incoming':
			return { ...before, friendship: 'none', followed_by: withoutRequest(before.followed_by) };
	}
}
