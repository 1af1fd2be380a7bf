import { Problem } from '$lib/api/problem';
import type { LivePost } from './live-post.svelte';
import type { Posts } from './posts.svelte';

/** The one post that a page is about, by its id. */
export class OnePost {
	post = $state.raw<LivePost>();
	/** Why there is nothing to show: 404 when there is no such post, or not for this member. */
	problem = $state.raw<Problem>();
	#turn = 0;
	readonly #posts: Posts;

	constructor(posts: Posts) {
		this.#posts = posts;
	}

	/** Shows what is known of the post at once, and what the server says as soon as it does. */
	async load(id: string): Promise<void> {
		this.#turn += 1;
		const turn = this.#turn;
		this.problem = undefined;
		this.post = this.#posts.get(id);
		if (this.post?.deleted) return;
		try {
			const loaded = await this.#posts.load(id);
			if (turn === this.#turn) this.post = loaded;
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
			// A post that is known can be read offline; one that is gone cannot.
			if (turn === this.#turn && (!this.post || reason.status === 404)) this.problem = reason;
		}
	}
}
