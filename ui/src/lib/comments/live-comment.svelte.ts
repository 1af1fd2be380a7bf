import { after, send, type ReactionKind, type Reactions } from '$lib/reactions/reactions';
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
	/** The long text is shown whole. */
	unfolded = $state(false);
	/** Whether what answers it is shown. */
	open = $state(false);
	/** An answer to it is being written. */
	answering = $state(false);
	/** What answers it, once somebody wanted to see it or answered. */
	replies = $state.raw<CommentList>();
	/** One’s reaction that could not be stored last. */
	missed: ReactionKind | null = null;
	/** What is sent, until the server has it. */
	outgoing = $state.raw<Outgoing>();
	/** One’s reaction that is on its way. */
	#wanted = $state<ReactionKind | null>();

	constructor(value: Comment) {
		this.value = value;
	}

	/** How members reacted to it, with what is on its way. */
	get reactions(): Reactions {
		return this.#wanted === undefined ? this.value.reactions : after(this.value.reactions, this.#wanted);
	}

	/**
	 * Shows one’s reaction at once and sends it; of quick choices the last, after the one that is on its way. Rejects with
	 * the Problem of a refusal, after it is as it was and `missed` tells what was wanted last.
	 */
	async react(kind: ReactionKind | null): Promise<void> {
		const isUnderWay = this.#wanted !== undefined;
		this.#wanted = kind;
		if (isUnderWay) return;
		try {
			let answer: Reactions;
			do {
				kind = this.#wanted;
				answer = await send({ type: 'comment', id: this.id }, kind);
			} while (this.#wanted !== kind);
			this.value = { ...this.value, reactions: answer };
		} catch (reason) {
			this.missed = this.#wanted ?? null;
			throw reason;
		} finally {
			this.#wanted = undefined;
		}
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
