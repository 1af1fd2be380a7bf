import ban from 'lucide-static/icons/ban.svg?glyph';
import bell from 'lucide-static/icons/bell.svg?glyph';
import bellOff from 'lucide-static/icons/bell-off.svg?glyph';
import check from 'lucide-static/icons/check.svg?glyph';
import undo from 'lucide-static/icons/undo-2.svg?glyph';
import userCheck from 'lucide-static/icons/user-round-check.svg?glyph';
import userMinus from 'lucide-static/icons/user-round-minus.svg?glyph';
import userPlus from 'lucide-static/icons/user-round-plus.svg?glyph';
import userX from 'lucide-static/icons/user-round-x.svg?glyph';
import x from 'lucide-static/icons/x.svg?glyph';
import { words } from '$lib/words/relations';
import type { Act } from './acts';
import { canBefriend, standing } from './standing';
import type { Relationship } from './types';

/** A line of a menu and what choosing it does. */
export interface Choice {
	act: Act;
	label: string;
	glyph: string;
	detail?: string;
	danger?: boolean;
}

const menu = words.menu;
const UNFOLLOW: Choice = { act: 'unfollow', label: menu.unfollow, glyph: userMinus };
const FOLLOW: Choice = { act: 'follow', label: menu.follow, glyph: userPlus };
const CANCEL_FOLLOW: Choice = { act: 'unfollow', label: menu.cancelFollow, glyph: undo };
const UNFRIEND: Choice = { act: 'unfriend', label: menu.unfriend, glyph: userX };
const CANCEL_FRIENDSHIP: Choice = { act: 'unfriend', label: menu.cancelFriendship, glyph: undo };
const ADD_FRIEND: Choice = { act: 'befriend', label: menu.addFriend, glyph: userPlus };
const REMOVE_FOLLOWER: Choice = { act: 'removeFollower', label: menu.removeFollower, glyph: userX };
const MUTE: Choice = { act: 'mute', label: menu.mute, detail: menu.muteDetail, glyph: bellOff };
const UNMUTE: Choice = { act: 'unmute', label: menu.unmute, detail: menu.unmuteDetail, glyph: bell };
const BLOCK: Choice = { act: 'block', label: menu.block, detail: menu.blockDetail, glyph: ban, danger: true };
const UNBLOCK: Choice = { act: 'unblock', label: menu.unblock, glyph: undo };

const ANSWER_FRIENDSHIP: readonly Choice[] = [
	{ act: 'acceptFriendship', label: menu.acceptFriendship, glyph: userCheck },
	{ act: 'declineFriendship', label: menu.declineFriendship, glyph: x },
];
const ANSWER_FOLLOW: readonly Choice[] = [
	{ act: 'acceptFollow', label: menu.acceptFollow, glyph: check },
	{ act: 'declineFollow', label: menu.declineFollow, glyph: x },
];

/** What the button that says how one stands to a person opens. */
export function answers(relationship: Relationship): readonly Choice[] {
	switch (standing(relationship)) {
		case 'respond':
			return relationship.friendship === 'incoming' ? ANSWER_FRIENDSHIP : ANSWER_FOLLOW;
		case 'friends':
			return [ofFollowing(relationship), UNFRIEND];
		case 'friendRequested':
			return relationship.follow === 'following' ? [CANCEL_FRIENDSHIP, UNFOLLOW] : [CANCEL_FRIENDSHIP];
		case 'requested':
			return [CANCEL_FOLLOW];
		case 'following':
			return [UNFOLLOW];
		case 'blocked':
		case 'none':
			return [];
	}
}

/** Everything else that can be done about a person. `befriending` has a button of its own where there is room for it. */
export function others(relationship: Relationship, befriending: boolean): readonly Choice[] {
	if (relationship.blocking) return [];
	const list: Choice[] = [];
	if (standing(relationship) === 'respond') list.push(ofFollowing(relationship));
	if (!befriending && canBefriend(relationship)) list.push(ADD_FRIEND);
	if (relationship.followed_by === 'following' && relationship.friendship !== 'friends') {
		list.push(REMOVE_FOLLOWER);
	}
	return [...list, relationship.muting ? UNMUTE : MUTE, BLOCK];
}

function ofFollowing({ follow }: Relationship): Choice {
	if (follow === 'none') return FOLLOW;
	return follow === 'requested' ? CANCEL_FOLLOW : UNFOLLOW;
}

/** All that can be done about a person, where no button of theirs is there to be pressed. */
export function everything(relationship: Relationship): readonly Choice[] {
	if (relationship.blocking) return [UNBLOCK];
	const first = standing(relationship) === 'none' ? [FOLLOW] : answers(relationship);
	return [...first, ...others(relationship, false)];
}
