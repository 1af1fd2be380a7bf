import type { Me } from '$lib/session/session.svelte';
import { LiveComment, type Outgoing } from './live-comment.svelte';

/** What `me` wrote on a post, or as an answer, as it will be once the server has it. */
export function written(outgoing: Outgoing, post: string, me: Me, to?: LiveComment): LiveComment {
	const { id, handle, first_name, last_name, nickname, display_name, avatar_url, is_private } = me;
	const comment = new LiveComment({
		id: outgoing.key,
		post_id: post,
		parent_id: to?.id ?? null,
		depth: to ? to.value.depth + 1 : 0,
		author: { id, handle, first_name, last_name, nickname, display_name, avatar_url, is_private },
		content: outgoing.content,
		media: outgoing.media ?? null,
		mentions: [],
		unreached_mentions: null,
		reply_count: 0,
		reactions: { total: 0, by_kind: {}, mine: null },
		created_at: new Date().toISOString(),
		edited_at: null,
		deleted: false,
		can: { edit: false, delete: false, reply: false },
	});
	comment.outgoing = outgoing;
	comment.fresh = true;
	return comment;
}
