import type { Post } from './post';

/** Longer than this, in characters or lines, a text is folded. */
const LONG = 420;
const MANY_LINES = 8;

/** A post on the page. However often it is shown, it is this one object: a change shows in every place. */
export class LivePost {
	value = $state.raw() as Post;
	/** Deleted by its author, who can still take it back. */
	gone = $state(false);
	/** The long text is shown whole; kept here because a list forgets what has left the screen. */
	unfolded = $state(false);

	constructor(value: Post) {
		this.value = value;
	}

	get id(): string {
		return this.value.id;
	}

	get isLong(): boolean {
		const { content } = this.value;
		return content.length > LONG || content.split('\n', MANY_LINES + 1).length > MANY_LINES;
	}
}
