import { Typed } from '$lib/ui/field/typed';
import { CommentDraft, type Begin } from './comment-draft.svelte';

/** What is being written, beyond the page that shows it: the picture that is on its way when one leaves arrives all the same. */
class Drafts {
	readonly #left = new Map<string, CommentDraft>();
	readonly #names = new WeakMap<CommentDraft, string>();

	/** What `whose` member writes in this form, with what was left of it. */
	take(form: string, whose: string, begin?: Begin): CommentDraft {
		const name = `${whose}/${form}`;
		const draft = this.#left.get(name) ?? new CommentDraft(new Typed(form, whose), begin);
		this.#left.delete(name);
		this.#names.set(draft, name);
		return draft;
	}

	/** The page that shows it is left. */
	async leave(draft: CommentDraft): Promise<void> {
		const name = this.#names.get(draft);
		if (!name) return;
		this.#left.set(name, draft);
		await draft.uploads.settled();
		// Somebody came back for it, or the file is needed for trying again.
		if (this.#left.get(name) !== draft || draft.uploads.failed.length > 0) return;
		this.#left.delete(name);
		draft.save();
		draft.picture?.release();
	}
}

export const drafts = new Drafts();
