import type { Relationship } from './types';

/** What the first button about a person says. */
export type Standing =
	'blocked' | 'respond' | 'friends' | 'friendRequested' | 'requested' | 'following' | 'none';

/** How one stands to a person, told by what matters most of it. */
export function standing(relationship: Relationship): Standing {
	if (relationship.blocking) return 'blocked';
	if (relationship.friendship === 'incoming' || relationship.followed_by === 'requested') return 'respond';
	if (relationship.friendship === 'friends') return 'friends';
	if (relationship.friendship === 'outgoing') return 'friendRequested';
	if (relationship.follow === 'requested') return 'requested';
	return relationship.follow === 'following' ? 'following' : 'none';
}

/** Whether asking to be friends is still to be done. */
export function canBefriend(relationship: Relationship): boolean {
	return !relationship.blocking && relationship.friendship === 'none';
}
