import { api, call } from '$lib/api/client';
import type { components } from '$lib/api/schema';

export type ReactionKind = components['schemas']['ReactionKind'];
export type Reactions = components['schemas']['Reactions'];
export type Reactor = components['schemas']['Reactor'];

/** What is reacted to. */
export interface Target {
	type: 'post';
	id: string;
}

/** All kinds, in the order in which they are offered. */
export const KINDS: readonly ReactionKind[] = ['like', 'love', 'care', 'haha', 'wow', 'sad', 'angry'];

/** The reactions after one’s own has become `kind`; null is none. */
export function after(reactions: Reactions, kind: ReactionKind | null): Reactions {
	const { mine } = reactions;
	if (mine === kind) return reactions;
	const by_kind = { ...reactions.by_kind };
	if (mine) by_kind[mine] = Math.max(0, (by_kind[mine] ?? 0) - 1);
	if (kind) by_kind[kind] = (by_kind[kind] ?? 0) + 1;
	const total = Math.max(0, reactions.total - (mine ? 1 : 0)) + (kind ? 1 : 0);
	return { total, by_kind, mine: kind };
}

/** The kinds in which somebody reacted, the most frequent first. */
export function kindsOf({ by_kind }: Reactions): ReactionKind[] {
	const count = (kind: ReactionKind) => by_kind[kind] ?? 0;
	return KINDS.filter((kind) => count(kind) > 0).sort((one, other) => count(other) - count(one));
}

/** Stores one’s reaction, or takes it back. Gives what the reactions are then; throws the Problem of a refusal. */
export function send(target: Target, kind: ReactionKind | null): Promise<Reactions> {
	const params = { path: { id: target.id } };
	return kind
		? call(api.PUT('/posts/{id}/reaction', { params, body: { kind } }))
		: call(api.DELETE('/posts/{id}/reaction', { params }));
}
