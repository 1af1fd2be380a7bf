import type { Media } from '$lib/media/media';
import type { Comment } from './comment';
import type { CommentList } from './comment-list.svelte';

/** How far a comment is that was written here. */
export type Sending = 'sending' | 'failed' | undefined;

/** What of a comment is on its way to the server. */
export interface Outgoing {
	readonly key: string;
	readonly content: string;
	readonly media: Media | undefined;
}

/** A comment on the page, however often it is shown. */
export class LiveComment {
	value = $state.raw() as Comment;
	/** Deleted here a moment ago: it can be taken back. */
	deleted = $state(false);
	/** Out of sight as long as its author is. */
	hidden = $state(false);
	sending = $state<Sending>();
	/** Why it was not sent, in words. */
	reason = $state('');
	/** It has just been written here. */
	fresh = $state(false);
	/** Whether what answers it is shown. */
	open = $state(false);
	/** What answers it, once somebody wanted to see it or answered. */
	replies = $state.raw<CommentList>();
	/** What is sent, until the server has it. */
	outgoing: Outgoing | undefined;

	constructor(value: Comment) {
		this.value = value;
	}

	get id(): string {
		return this.value.id;
	}

	/** Whether only its place is left. */
	get isPlace(): boolean {
		return this.deleted || this.hidden || this.value.deleted;
	}

	/** How many answers there are to show. */
	get replyCount(): number {
		const known = this.replies;
		if (!known) return this.value.reply_count;
		return known.hasMore || known.status !== 'ready'
			? Math.max(this.value.reply_count, known.shown.length)
			: known.shown.length;
	}

	/** Whether nothing of it is to be seen. */
	get isGone(): boolean {
		return this.isPlace && this.replyCount === 0;
	}
}
