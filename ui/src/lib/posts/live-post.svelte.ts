import type { Post } from './post';

let moments = 0;

/** The present, as posts count it: later ones are greater. To be taken before something is asked. */
export function moment(): number {
	moments += 1;
	return moments;
}

/** A post on the page. However often it is shown, it is this one object: a change shows in every place. */
export class LivePost {
	/** Deleted by its author, who can still take it back. */
	deleted = $state(false);
	/** Out of sight as long as its author is. */
	hidden = $state(false);
	/** The long text is shown whole; kept here because a list forgets what has left the screen. */
	unfolded = $state(false);
	/** What the server said last, and what was changed since and is still on its way. */
	#stored = $state.raw() as Post;
	#waiting = $state.raw<readonly Partial<Post>[]>([]);
	/** When the server's word was asked for: what was asked for earlier is older. */
	#askedAt: number;
	#queue: Promise<unknown> = Promise.resolve();

	constructor(value: Post, askedAt = moment()) {
		this.#stored = value;
		this.#askedAt = askedAt;
	}

	get id(): string {
		return this.#stored.id;
	}

	get value(): Post {
		return this.#waiting.reduce<Post>((post, change) => ({ ...post, ...change }), this.#stored);
	}

	/** Whether it is not to be seen in lists. */
	get gone(): boolean {
		return this.deleted || this.hidden;
	}

	/**
	 * Takes what the server said, below what is still on its way; what was asked for before something newer was said or done
	 * is not believed.
	 */
	learn(post: Post, askedAt = moment()): void {
		if (askedAt < this.#askedAt) return;
		this.#stored = post;
		this.#askedAt = askedAt;
	}

	/** Takes what has become of a part of the post, whatever is on its way. */
	patch(part: Partial<Post>): void {
		this.learn({ ...this.#stored, ...part });
	}

	/**
	 * Shows `change` at once and has it sent, after those that are on their way. The answer of `send` is what the post, or
	 * this part of it, is then; when it rejects, so does this, after the change is taken back.
	 */
	change(change: Partial<Post>, send: () => Promise<Partial<Post>>): Promise<void> {
		this.#waiting = [...this.#waiting, change];
		const done = this.#queue.then(async () => {
			try {
				const answer = await send();
				this.#stored = { ...this.#stored, ...answer };
			} finally {
				this.#waiting = this.#waiting.filter((other) => other !== change);
				this.#askedAt = moment();
			}
		});
		this.#queue = done.catch(() => undefined);
		return done;
	}
}
