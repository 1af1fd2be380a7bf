import { describe, expect, it } from 'vitest';
import { answers, everything, others, type Choice } from './menus';
import { isGrave } from './questions.svelte';
import { canBefriend, standing as stands } from './standing';
import { standing } from './testing/server';
import type { Relationship } from './types';

const FOLLOWS = ['none', 'requested', 'following'] as const;
const FRIENDSHIPS = ['none', 'outgoing', 'incoming', 'friends'] as const;

/** Every way two people can stand. */
const ALL: Relationship[] = FOLLOWS.flatMap((follow) =>
	FOLLOWS.flatMap((followed_by) =>
		FRIENDSHIPS.flatMap((friendship) =>
			[false, true].map((muting) => standing({ follow, followed_by, friendship, muting })),
		),
	),
);
const acts = (choices: readonly Choice[]) => choices.map(({ act }) => act);

describe('what the button says', () => {
	it.each<[Partial<Relationship>, string]>([
		[{}, 'none'],
		[{ followed_by: 'following' }, 'none'],
		[{ follow: 'following' }, 'following'],
		[{ follow: 'requested' }, 'requested'],
		[{ follow: 'requested', friendship: 'outgoing' }, 'friendRequested'],
		[{ friendship: 'friends' }, 'friends'],
		[{ followed_by: 'requested', follow: 'following' }, 'respond'],
		[{ friendship: 'incoming' }, 'respond'],
		[{ blocking: true }, 'blocked'],
	])('about %j is %s', (relationship, expected) => {
		expect(stands(standing(relationship))).toBe(expected);
	});
});

describe('the menus', () => {
	it('offer each thing once, whatever is between two people', () => {
		for (const relationship of ALL) {
			const offered = [...acts(answers(relationship)), ...acts(others(relationship, false))];
			expect(new Set(offered).size, JSON.stringify(relationship)).toBe(offered.length);
		}
	});

	it('lead out of every state but being strangers', () => {
		for (const relationship of ALL) {
			if (stands(relationship) === 'none') continue;
			expect(answers(relationship).length, JSON.stringify(relationship)).toBeGreaterThan(0);
		}
	});

	it('always offer to block, and to mute or to end that', () => {
		for (const relationship of ALL) {
			const offered = acts(others(relationship, true));
			expect(offered).toContain('block');
			expect(offered).toContain(relationship.muting ? 'unmute' : 'mute');
			expect(offered).not.toContain(relationship.muting ? 'mute' : 'unmute');
		}
	});

	it('answer the friend request and the request to follow that came with it in one', () => {
		const both = standing({ friendship: 'incoming', followed_by: 'requested' });
		expect(acts(answers(both))).toEqual(['acceptFriendship', 'declineFriendship']);
	});

	it('offer friendship where no button does', () => {
		expect(canBefriend(standing({ follow: 'following' }))).toBe(true);
		expect(acts(others(standing(), false))).toContain('befriend');
		expect(acts(others(standing(), true))).not.toContain('befriend');
		expect(acts(others(standing({ friendship: 'outgoing' }), false))).not.toContain('befriend');
	});

	it('let a follower be removed, who is not a friend', () => {
		const follower = { followed_by: 'following' } as const;
		expect(acts(others(standing(follower), false))).toContain('removeFollower');
		const friend = standing({ ...follower, friendship: 'friends' });
		expect(acts(others(friend, false))).not.toContain('removeFollower');
	});

	it('offer without a button what the buttons and menus of a card offer together', () => {
		for (const relationship of ALL) {
			const offered = acts(everything(relationship));
			const onCard = [...acts(answers(relationship)), ...acts(others(relationship, false))];
			if (stands(relationship) === 'none') onCard.push('follow');
			expect([...offered].sort(), JSON.stringify(relationship)).toEqual(onCard.sort());
		}
		expect(acts(everything(standing({ blocking: true })))).toEqual(['unblock']);
	});

	it('offer nothing about someone blocked', () => {
		expect(others(standing({ blocking: true }), false)).toEqual([]);
	});
});

it('only what ends something is asked about first', () => {
	expect(isGrave('unfollow', standing({ follow: 'following' }))).toBe(true);
	expect(isGrave('unfollow', standing({ follow: 'requested' }))).toBe(false);
	expect(isGrave('unfriend', standing({ friendship: 'friends' }))).toBe(true);
	expect(isGrave('unfriend', standing({ friendship: 'outgoing' }))).toBe(false);
	expect(isGrave('block', standing())).toBe(true);
	expect(isGrave('mute', standing())).toBe(false);
});
