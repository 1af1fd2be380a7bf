import { describe, expect, it } from 'vitest';
import { after, type Act } from './acts';
import { standing } from './testing/server';
import type { Relationship } from './types';

const friends = standing({ friendship: 'friends', follow: 'following', followed_by: 'following' });

describe('what an act will most likely lead to', () => {
	it.each<[string, Partial<Relationship>, Act, boolean, Partial<Relationship>]>([
		['following someone', {}, 'follow', false, { follow: 'following' }],
		['following someone private', {}, 'follow', true, { follow: 'requested' }],
		[
			'following a private friend again',
			{ friendship: 'friends' },
			'follow',
			true,
			{ follow: 'following', friendship: 'friends' },
		],
		['following twice', { follow: 'following' }, 'follow', true, { follow: 'following' }],
		['taking back a request', { follow: 'requested' }, 'unfollow', true, {}],
		[
			'letting someone follow',
			{ followed_by: 'requested' },
			'acceptFollow',
			false,
			{ followed_by: 'following' },
		],
		['not letting someone follow', { followed_by: 'requested' }, 'declineFollow', false, {}],
		['removing a follower', { followed_by: 'following' }, 'removeFollower', false, {}],
		['asking to be friends', {}, 'befriend', false, { friendship: 'outgoing' }],
		['asking someone private', {}, 'befriend', true, { friendship: 'outgoing', follow: 'requested' }],
		[
			'asking whom one follows',
			{ follow: 'following' },
			'befriend',
			true,
			{ friendship: 'outgoing', follow: 'following' },
		],
		['asking back', { friendship: 'incoming' }, 'befriend', true, friends],
		[
			'accepting',
			{ friendship: 'incoming', followed_by: 'requested' },
			'acceptFriendship',
			false,
			friends,
		],
		[
			'declining both at once',
			{ friendship: 'incoming', followed_by: 'requested' },
			'declineFriendship',
			false,
			{},
		],
		[
			'declining someone who follows',
			{ friendship: 'incoming', followed_by: 'following' },
			'declineFriendship',
			false,
			{ followed_by: 'following' },
		],
		['ending a friendship', friends, 'unfriend', false, {}],
		[
			'taking a friend request back with its other half',
			{ friendship: 'outgoing', follow: 'requested' },
			'unfriend',
			true,
			{},
		],
		[
			'taking only the friend request back',
			{ friendship: 'outgoing', follow: 'following' },
			'unfriend',
			true,
			{ follow: 'following' },
		],
		['ending what is not there', { follow: 'following' }, 'unfriend', false, { follow: 'following' }],
		['blocking a friend', { ...friends, muting: true }, 'block', false, { blocking: true }],
		['unblocking', { blocking: true }, 'unblock', false, {}],
		['muting', friends, 'mute', false, { ...friends, muting: true }],
		['unmuting', { ...friends, muting: true }, 'unmute', false, friends],
	])('%s', (_, before, act, isPrivate, expected) => {
		expect(after(standing(before), act, isPrivate)).toEqual(standing(expected));
	});
});
