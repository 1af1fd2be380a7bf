import { api, call } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import type { ReactionKind } from '$lib/reactions/reactions';
import type { Toasts } from '$lib/ui/feedback/toasts.svelte';
import { words } from '$lib/words/comments';
import { words as posts } from '$lib/words/posts';
import { problemText } from '$lib/words/problems';
import { words as reacting } from '$lib/words/reactions';
import { words as ui } from '$lib/words/ui';
import type { Comment } from './comment';
import type { CommentDraft } from './comment-draft.svelte';
import type { LiveComment } from './live-comment.svelte';

/** What is done with comments that are there. */
export class CommentActs {
	/** What was just done, for those who do not see it. */
	said = $state('');
	/** How often something was said. */
	sayings = $state(0);
	readonly #toasts: Toasts;
	/** Told how many comments more there are. */
	readonly #counted: (more: number) => void;
	/** The messages about reactions that were not stored: whoever reacts anew does not want the old one any more. */
	readonly #missed = new WeakMap<LiveComment, number>();

	constructor(toasts: Toasts, counted: (more: number) => void) {
		this.#toasts = toasts;
		this.#counted = counted;
	}

	say(what: string): void {
		this.said = what;
		this.sayings += 1;
	}

	/** Changes a comment once it is changed on the server; false when it is not, which the draft says. */
	async edit(comment: LiveComment, draft: CommentDraft): Promise<boolean> {
		const outgoing = await draft.finish();
		if (!outgoing) return false;
		draft.busy = true;
		draft.isSaving = true;
		const params = { path: { id: comment.id } };
		// The reference does not say of fields that null takes away what was there; the server takes it.
		const body = { content: outgoing.content, media_id: (outgoing.media?.id ?? null) as string };
		try {
			comment.value = await call(api.PATCH('/comments/{id}', { params, body }));
			draft.saved(outgoing);
			this.say(words.saved);
			this.tellUnreached(comment.value);
			return true;
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
			const [about] = reason.fields.values();
			draft.putBack(outgoing, about ?? problemText(reason));
			return false;
		} finally {
			draft.busy = false;
			draft.isSaving = false;
		}
	}

	/** Reacts to a comment, or takes that back with null. */
	async react(comment: LiveComment, kind: ReactionKind | null): Promise<void> {
		const said = this.#missed.get(comment);
		if (said !== undefined) this.#toasts.dismiss(said);
		try {
			await comment.react(kind);
		} catch (reason) {
			const { missed } = comment;
			const says = this.#failed(reacting.notStored, reason, () => this.react(comment, missed));
			this.#missed.set(comment, says);
		}
	}

	/** Takes a comment away at once and offers to take that back. */
	async remove(comment: LiveComment): Promise<void> {
		if (comment.deleted) return;
		this.#setDeleted(comment, true);
		const deleted = call(api.DELETE('/comments/{id}', { params: { path: { id: comment.id } } }));
		// Undo before the answer came waits for it: the other way round the comment would end up deleted.
		const undo = () => void deleted.then(() => this.restore(comment)).catch(() => undefined);
		const toast = this.#toasts.done(words.deleted, { label: ui.undo, run: undo });
		try {
			await deleted;
		} catch (reason) {
			this.#toasts.dismiss(toast);
			// Not there any more is what was wanted; only that cannot be taken back.
			if (reason instanceof Problem && reason.status === 404) {
				this.#toasts.done(words.deleted);
				return;
			}
			this.#setDeleted(comment, false);
			this.#failed(words.notDeleted, reason, () => this.remove(comment));
		}
	}

	/** Takes a deletion back. */
	async restore(comment: LiveComment): Promise<void> {
		this.#setDeleted(comment, false);
		try {
			const params = { path: { id: comment.id } };
			comment.value = await call(api.POST('/comments/{id}/restore', { params }));
			this.#toasts.done(words.restored);
		} catch (reason) {
			this.#setDeleted(comment, true);
			this.#failed(words.notRestored, reason, () => this.restore(comment));
		}
	}

	/** Says whom a comment mentions that cannot see it: a mention lets nobody in. */
	tellUnreached({ unreached_mentions: people }: Comment): void {
		if (people && people.length > 0)
			this.#toasts.done(posts.unreached(people.map(({ handle }) => handle)));
	}

	#setDeleted(comment: LiveComment, deleted: boolean): void {
		comment.deleted = deleted;
		this.#counted(deleted ? -1 : 1);
	}

	/** Says why something was not done; trying again is offered where it may help. */
	#failed(say: (reason: string) => string, reason: unknown, retry: () => Promise<void>): number {
		if (!(reason instanceof Problem)) throw reason;
		const again = { label: ui.retry, run: () => void retry() };
		return this.#toasts.failed(say(problemText(reason)), reason.isPassing ? again : undefined);
	}
}
