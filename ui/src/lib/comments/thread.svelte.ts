import { createContext } from 'svelte';
import { api, call } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import type { Me } from '$lib/session/session.svelte';
import { prepare } from '$lib/text/written.svelte';
import type { Toasts } from '$lib/ui/feedback/toasts.svelte';
import { words } from '$lib/words/comments';
import { problemText } from '$lib/words/problems';
import { LEVELS, type Comment, type CommentSort } from './comment';
import { CommentActs } from './comment-acts.svelte';
import type { CommentDraft } from './comment-draft.svelte';
import { CommentList } from './comment-list.svelte';
import { drafts } from './drafts';
import { LiveComment } from './live-comment.svelte';
import { written } from './written';

/** What a link asks for: a comment to be marked, or one below which one goes on reading. */
export interface Wanted {
	readonly comment?: string | undefined;
	readonly thread?: string | undefined;
}

/** Everything that is said about one post, as this page shows it. */
export class Thread {
	sort = $state<CommentSort>('relevant');
	list = $state.raw() as CommentList;
	/** The one comment below which the page shows what was said; undefined when it shows all. */
	base = $state.raw<LiveComment>();
	/** The comment that a link leads to. */
	marked = $state<string>();
	/** What a link leads to is not there any more, or was not found out. */
	lost = $state<'gone' | 'failed'>();
	readonly post: string;
	/** What is done with a comment that is there. */
	readonly acts: CommentActs;
	/** Whether the post is for some people only, whom the member does not choose. */
	readonly isForSome: () => boolean;
	readonly #me: () => Me;
	/** Told how many comments more there are. */
	readonly #counted: (more: number) => void;
	readonly #known = new Map<string, LiveComment>();
	readonly #drafts = new Map<string, CommentDraft>();
	#turn = 0;

	constructor(
		post: string,
		me: () => Me,
		toasts: Toasts,
		counted: (more: number) => void,
		isForSome: () => boolean,
	) {
		this.post = post;
		this.isForSome = isForSome;
		this.#me = me;
		this.acts = new CommentActs(toasts, counted);
		this.#counted = counted;
		this.list = this.#all();
		this.#showUnsent(this.draft());
	}

	/** Shows the comments in another order; what was not sent yet stays. */
	async order(sort: CommentSort): Promise<void> {
		if (sort === this.sort) return;
		this.sort = sort;
		this.list = this.#all(this.list.unsent);
		await this.list.begin();
	}

	/** Shows what a link asks for: everything, one comment in its place, or what is below one. */
	async show({ comment, thread }: Wanted): Promise<void> {
		this.#turn += 1;
		const turn = this.#turn;
		this.marked = undefined;
		this.lost = undefined;
		const id = thread ?? comment;
		if (id) {
			try {
				const { ancestors, ...found } = await call(
					api.GET('/comments/{id}', { params: { path: { id } } }),
				);
				await prepare([...ancestors, found].map(({ content }) => content));
				if (turn !== this.#turn) return;
				if (found.post_id !== this.post) this.lost = 'gone';
				else {
					this.#lead(
						[...ancestors, found].map((each) => this.keep(each)),
						thread !== undefined,
					);
					if (comment) this.marked = comment;
					return;
				}
			} catch (reason) {
				if (!(reason instanceof Problem)) throw reason;
				if (turn !== this.#turn) return;
				this.lost = reason.status === 404 ? 'gone' : 'failed';
			}
		}
		this.base = undefined;
		await this.list.begin();
	}

	/** Takes what the server said about a comment, and gives the one object for it. */
	keep(comment: Comment): LiveComment {
		const known = this.#known.get(comment.id);
		if (known) {
			known.value = comment;
			return known;
		}
		const fresh = new LiveComment(comment);
		this.#known.set(comment.id, fresh);
		return fresh;
	}

	/** What is being written on the post, or as an answer. */
	draft(to?: LiveComment): CommentDraft {
		const key = to?.id ?? 'post';
		const known = this.#drafts.get(key);
		if (known) return known;
		const draft = drafts.take(`comment/${this.post}/${key}`, this.#me().id);
		this.#drafts.set(key, draft);
		return draft;
	}

	/** What is being changed about a comment. */
	editing(comment: LiveComment): CommentDraft {
		const { content, media } = comment.value;
		return drafts.take(`comment-edit/${comment.id}`, this.#me().id, { content: content ?? '', media });
	}

	/** The page is left: what is being written is there when one comes back. */
	leave(): void {
		for (const draft of this.#drafts.values()) void drafts.leave(draft);
	}

	/** Begins an answer, or goes on with the one that was begun. */
	answer(to: LiveComment): void {
		if (!this.#drafts.has(to.id)) this.#showUnsent(this.draft(to), to);
		to.answering = true;
	}

	/** Shows what was written at once, and sends it. Gives it as soon as there is room for something else. */
	async publish(draft: CommentDraft, to?: LiveComment): Promise<LiveComment | undefined> {
		const outgoing = await draft.finish();
		if (!outgoing) return undefined;
		const comment = written(outgoing, this.post, this.#me(), to);
		if (to) this.#answer(to, comment);
		else this.list.add(comment);
		draft.clear();
		void this.send(comment, draft, to);
		return comment;
	}

	/** Sends a comment that is shown already, once more after it failed. */
	async send(comment: LiveComment, draft: CommentDraft, to?: LiveComment): Promise<void> {
		const { outgoing } = comment;
		if (!outgoing || comment.sending === 'sending') return;
		comment.sending = 'sending';
		comment.reason = '';
		try {
			const stored = await call(
				api.POST('/posts/{id}/comments', {
					params: { path: { id: this.post }, header: { 'Idempotency-Key': outgoing.key } },
					body: {
						content: outgoing.content,
						...(to && { parent_id: to.id }),
						...(outgoing.media && { media_id: outgoing.media.id }),
					},
				}),
			);
			this.#sent(comment, stored);
			draft.done(outgoing);
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
			const [about] = reason.fields.values();
			const why = about ?? problemText(reason);
			// Sending the same again may not help: whoever wrote it has to see to it.
			if (!reason.isPassing && draft.putBack(outgoing, why)) {
				(to?.replies ?? this.list).drop(comment);
				if (to) to.answering = true;
				return;
			}
			comment.sending = 'failed';
			comment.reason = why;
		}
	}

	/** Takes away what was not sent, for good. */
	discard(comment: LiveComment, draft: CommentDraft, to?: LiveComment): void {
		(to?.replies ?? this.list).drop(comment);
		if (comment.outgoing) draft.done(comment.outgoing);
	}

	/** Takes what somebody said out of sight, or shows it again. */
	hideBy(author: string, hidden: boolean): void {
		for (const comment of this.#known.values()) {
			if (comment.value.author?.id === author) comment.hidden = hidden;
		}
	}

	/** Shows what answers a comment, or folds it. */
	async toggle(comment: LiveComment): Promise<void> {
		comment.open = !comment.open;
		if (comment.open) await this.#answers(comment).begin();
	}

	#all(own?: readonly LiveComment[]): CommentList {
		return new CommentList({ post: this.post }, this.sort, this, own);
	}

	/** What was on its way when the page was left is there to be sent again. */
	#showUnsent({ unsent }: CommentDraft, to?: LiveComment): void {
		for (const outgoing of unsent) {
			const comment = written(outgoing, this.post, this.#me(), to);
			comment.sending = 'failed';
			comment.reason = words.wasLeft;
			if (to) this.#answer(to, comment);
			else this.list.add(comment);
		}
	}

	/** Shows an answer among the others; where those are shown on a page of their own, alone. */
	#answer(to: LiveComment, answer: LiveComment): void {
		const answers = this.#answers(to);
		answers.add(answer);
		to.open = true;
		const level = to.value.depth - (this.base?.value.depth ?? 0);
		if (level + 1 < LEVELS) void answers.begin();
	}

	#answers(comment: LiveComment): CommentList {
		if (comment.replies) return comment.replies;
		comment.replies = new CommentList({ comment: comment.id }, 'oldest', this);
		if (comment.value.reply_count === 0) comment.replies.empty();
		return comment.replies;
	}

	/** Opens what is above a comment as far as the page shows it; deeper ones are shown below one of those above them. */
	#lead(chain: readonly LiveComment[], isBase: boolean): void {
		const last = chain.length - 1;
		const depth = chain[last]?.value.depth ?? 0;
		const begin = isBase ? last : depth < LEVELS ? 0 : last - (LEVELS - 1);
		const path = chain.slice(begin);
		const [first] = path;
		if (!first) return;
		this.base = isBase || depth >= LEVELS ? first : undefined;
		if (!this.base) {
			this.list.add(first);
			void this.list.begin();
		}
		path.forEach((comment, place) => {
			const next = path[place + 1];
			if (!next && !isBase) return;
			comment.open = true;
			const answers = this.#answers(comment);
			if (next) answers.add(next);
			void answers.begin();
		});
	}

	#sent(comment: LiveComment, stored: Comment): void {
		comment.value = stored;
		comment.outgoing = undefined;
		comment.sending = undefined;
		this.#known.set(stored.id, comment);
		this.#counted(1);
		this.acts.say(stored.parent_id ? words.replyAdded : words.added);
		this.acts.tellUnreached(stored);
	}
}

export const [useThread, provideThread] = createContext<Thread>();
