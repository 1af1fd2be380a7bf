import { createContext } from 'svelte';
import { api, call } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import { prepare } from '$lib/text/written.svelte';
import { after, send, type ReactionKind } from '$lib/reactions/reactions';
import { reload } from '$lib/ui/feedback/reload';
import type { Toasts } from '$lib/ui/feedback/toasts.svelte';
import { words as polls } from '$lib/words/polls';
import { words } from '$lib/words/posts';
import { problemText } from '$lib/words/problems';
import { words as reacting } from '$lib/words/reactions';
import { words as ui } from '$lib/words/ui';
import type { PostChange } from './changes';
import { LivePost, moment } from './live-post.svelte';
import { sendBookmark } from './keeping';
import type { Made } from './many.svelte';
import { after as afterVote, send as sendVote } from './poll';
import type { Audience, Post } from './post';

/** Whom a post mentions though they cannot see it, in words; only the answer to writing it knows. */
export function unreached({ unreached_mentions: people }: Post): string | undefined {
	return people && people.length > 0 ? words.unreached(people.map(({ handle }) => handle)) : undefined;
}

/** Every post this page has seen, once: what changes about one shows in all its copies. */
export class Posts {
	/** The audience that many posts got at once, as long as that can be taken back. */
	made = $state.raw<Made>();
	readonly #known = new Map<string, LivePost>();
	/** How often was reacted to each post on this page. */
	readonly #reacted = new Map<string, number>();
	/** Where is said what was done. */
	readonly toasts: Toasts;

	constructor(toasts: Toasts) {
		this.toasts = toasts;
	}

	/** To be taken before something is asked that brings posts, and given to {@link keep} with the answer. */
	now(): number {
		return moment();
	}

	/**
	 * Takes what the server said about a post, and about the one inside of it, when it was asked at that moment, and gives the
	 * one object for it.
	 */
	keep(post: Post, askedAt = moment()): LivePost {
		if (post.shared_post) this.keep(post.shared_post, askedAt);
		const known = this.#known.get(post.id);
		if (known) {
			known.learn(post, askedAt);
			return known;
		}
		const fresh = new LivePost(post, askedAt);
		this.#known.set(post.id, fresh);
		return fresh;
	}

	get(id: string): LivePost | undefined {
		return this.#known.get(id);
	}

	/** What is inside of a share, as far as it is there for who looks. */
	inside(share: LivePost): LivePost | undefined {
		const original = this.#known.get(share.value.shared_post?.id ?? '');
		return original?.gone ? undefined : original;
	}

	/** Takes every post of a person out of all lists, or puts them back; `id` is somebody else’s. */
	hideBy(id: string, hidden: boolean): void {
		for (const post of this.#known.values()) {
			if (post.value.author.id === id) post.hidden = hidden;
		}
	}

	/** Asks the server for a post. Throws a {@link Problem}: 404 when it is missing or not for this member. */
	async load(id: string): Promise<LivePost> {
		const askedAt = moment();
		try {
			const loaded = await call(api.GET('/posts/{id}', { params: { path: { id } } }));
			await prepare([loaded.content, loaded.shared_post?.content]);
			const post = this.keep(loaded, askedAt);
			post.deleted = false;
			post.hidden = false;
			return post;
		} catch (reason) {
			if (reason instanceof Problem && reason.status === 404) this.#known.delete(id);
			throw reason;
		}
	}

	/**
	 * Changes a post: its words and audience at once in every copy, its pictures when the server has taken them. One
	 * change goes out after the other. Throws the {@link Problem} of a refusal, after it is as it was.
	 */
	edit(post: LivePost, change: PostChange): Promise<void> {
		const { media, selected, ...atOnce } = change;
		const names = atOnce.audience === 'selected' ? selected : undefined;
		const shown = { ...atOnce, ...(atOnce.audience && { selected: names ? [...names] : null }) };
		const body = {
			...atOnce,
			...(media && { media }),
			...(names && { selected_user_ids: names.map(({ id }) => id) }),
		};
		const params = { path: { id: post.id } };
		const done = post.change(shown, () => call(api.PATCH('/posts/{id}', { params, body })));
		return done.then(() => this.#tellUnreached(post));
	}

	/** Says whom a post mentions that cannot see it: a mention lets nobody in. */
	#tellUnreached({ value }: LivePost): void {
		const says = unreached(value);
		if (says) this.toasts.done(says);
	}

	/** A post has so many comments more. */
	commented(post: LivePost, more: number): void {
		post.patch({ comment_count: Math.max(0, post.value.comment_count + more) });
	}

	/** Shows the audience that many posts got at once; gives back what shows the former ones again. */
	showAudience(audience: Audience, isMeant: (post: Post) => boolean): () => void {
		const meant = [...this.#known.values()].filter(({ value }) => isMeant(value));
		const before = meant.map((post) => [post, post.value] as const);
		for (const post of meant) post.patch({ audience, selected: null });
		return () => {
			for (const [post, { audience: former, selected }] of before) {
				if (post.value.audience === audience) post.patch({ audience: former, selected });
			}
		};
	}

	/** Votes in a post’s poll, or takes the vote back with nothing chosen: at once in every copy. True when it was counted. */
	async vote(post: LivePost, mine: readonly string[]): Promise<boolean> {
		const { poll } = post.value;
		if (!poll) return false;
		try {
			await post.change({ poll: afterVote(poll, mine) }, async () => ({
				poll: await sendVote(post.id, mine),
			}));
			return true;
		} catch (reason) {
			if (reason instanceof Problem && reason.code === 'poll_ended') void this.refresh(post);
			this.failed(polls.notCounted, reason, async () => void (await this.vote(post, mine)));
			return false;
		}
	}

	/** Asks the server for what has become of a post by itself; without an answer it stays as it is. */
	async refresh(post: LivePost): Promise<void> {
		try {
			await this.load(post.id);
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
		}
	}

	/** Reacts to a post, or takes that back with null: at once in every copy. Of quick choices the last is sent. */
	async react(post: LivePost, kind: ReactionKind | null): Promise<void> {
		const turn = (this.#reacted.get(post.id) ?? 0) + 1;
		this.#reacted.set(post.id, turn);
		const target = { type: 'post', id: post.id } as const;
		const isLast = () => this.#reacted.get(post.id) === turn;
		try {
			await post.change({ reactions: after(post.value.reactions, kind) }, async () =>
				isLast() ? { reactions: await send(target, kind) } : {},
			);
		} catch (reason) {
			if (isLast()) this.failed(reacting.notStored, reason, () => this.react(post, kind));
		}
	}

	/** Keeps a post for oneself, or no more: at once in every copy. What was done can be taken back. */
	async bookmark(post: LivePost, bookmarked: boolean): Promise<void> {
		const undo = { label: ui.undo, run: () => void this.bookmark(post, !bookmarked) };
		const toast = this.toasts.done(bookmarked ? words.saved : words.unsaved, undo);
		try {
			await post.change({ bookmarked }, () => sendBookmark(post.id, bookmarked));
		} catch (reason) {
			this.toasts.dismiss(toast);
			const say = bookmarked ? words.notSaved : words.notUnsaved;
			this.failed(say, reason, () => this.bookmark(post, bookmarked));
		}
	}

	/** Has one’s profile begin with a post, or a group, or no more. Its code comes when it is wanted. */
	async pin(post: LivePost, pinned: boolean): Promise<void> {
		const part = await import('./pinning').catch(() => undefined);
		if (part) await part.pin(this, post, pinned);
		else this.toasts.failed(ui.notOpened, reload);
	}

	/** All that this page has seen. */
	all(): Iterable<LivePost> {
		return this.#known.values();
	}

	/** One share more or less of what is inside of `share`. */
	#count(share: LivePost, by: 1 | -1): void {
		const original = this.#known.get(share.value.shared_post?.id ?? '');
		if (!original) return;
		original.patch({ share_count: Math.max(0, original.value.share_count + by) });
	}

	/** Takes a post away at once and offers to take that back. */
	async remove(post: LivePost): Promise<void> {
		if (post.deleted) return;
		post.deleted = true;
		const deleted = call(api.DELETE('/posts/{id}', { params: { path: { id: post.id } } }));
		// Undo before the answer came waits for it: the other way round the post would end up deleted.
		const undo = () => void deleted.then(() => this.restore(post)).catch(() => undefined);
		const isMine = post.value.visible_because === 'author';
		const toast = this.toasts.done(isMine ? words.deleted : words.removedFromGroup, {
			label: ui.undo,
			run: undo,
		});
		try {
			await deleted;
			this.#count(post, -1);
			post.patch({ pinned: false });
		} catch (reason) {
			// Not there any more is what was wanted.
			if (reason instanceof Problem && reason.status === 404) return;
			post.deleted = false;
			this.toasts.dismiss(toast);
			this.failed(isMine ? words.notDeleted : words.notRemoved, reason, () => this.remove(post));
		}
	}

	/** Takes a deletion back. */
	async restore(post: LivePost): Promise<void> {
		post.deleted = false;
		try {
			const path = { params: { path: { id: post.id } } };
			this.keep(await call(api.POST('/posts/{id}/restore', path)));
			this.toasts.done(words.restored);
		} catch (reason) {
			post.deleted = true;
			this.failed(words.notRestored, reason, () => this.restore(post));
		}
	}

	/** Says why something was not done; trying again is offered where it may help. */
	failed(say: (reason: string) => string, reason: unknown, retry: () => Promise<void>): void {
		if (!(reason instanceof Problem)) throw reason;
		const again = { label: ui.retry, run: () => void retry() };
		this.toasts.failed(say(problemText(reason)), reason.isPassing ? again : undefined);
	}
}

export const [usePosts, providePosts] = createContext<Posts>();
