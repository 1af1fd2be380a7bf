import { api, attemptKey, call } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import { FormState } from '$lib/ui/field/form.svelte';
import type { AudienceHabit } from './audience';
import { byPlace, wrongIn } from './complaints';
import type { LivePost } from './live-post.svelte';
import type { Audience, Person } from './post';
import type { Posts } from './posts.svelte';

/** Where a post is shared. There is one; what was typed about a post waits while it is closed. */
export class ShareForm {
	isOpen = $state(false);
	/** The post that was chosen: what is inside of the share, or a share of that. */
	post = $state.raw<LivePost>();
	content = $state('');
	audience = $state<Audience>('public');
	/** Whom the share names, when it is for selected people. */
	selected = $state.raw<readonly Person[]>([]);
	readonly form = new FormState();
	#attempt: { key: string; content: string } | undefined;
	readonly #posts: Posts;
	readonly #habit: AudienceHabit;
	readonly #published: (post: LivePost) => void;

	constructor(posts: Posts, habit: AudienceHabit, published: (post: LivePost) => void) {
		this.#posts = posts;
		this.#habit = habit;
		this.#published = published;
	}

	/** What would be inside of the share. */
	get original(): LivePost | undefined {
		return this.post?.value.is_share ? this.#posts.inside(this.post) : this.post;
	}

	open(post: LivePost): void {
		if (this.post !== post) this.#begin(post);
		this.isOpen = true;
	}

	#begin(post: LivePost | undefined): void {
		this.post = post;
		this.content = '';
		this.audience = this.#habit.defaultAudience;
		this.selected = [];
		this.#attempt = undefined;
		this.form.clear();
	}

	/** Shares, once; what is wrong stands in `form`. True when it is done. */
	async submit(form?: HTMLElement): Promise<boolean> {
		const { post } = this;
		if (!post || this.form.busy) return false;
		const wrong = wrongIn(this);
		if (wrong.size > 0) {
			await this.form.reject(wrong, form);
			return false;
		}
		const done = await this.form.submit(() => this.#send(post), form);
		if (!done) return false;
		this.isOpen = false;
		this.#begin(undefined);
		return true;
	}

	async #send(post: LivePost): Promise<void> {
		const { audience, selected } = this;
		const body = {
			content: this.content.trim(),
			audience,
			...(audience === 'selected' && { selected_user_ids: selected.map(({ id }) => id) }),
		};
		const params = {
			path: { id: post.id },
			header: { 'Idempotency-Key': this.#keyFor(JSON.stringify(body)) },
		};
		try {
			const share = await call(api.POST('/posts/{id}/shares', { params, body }));
			this.#habit.choseAudience(audience);
			this.#published(this.#posts.keep(share));
		} catch (reason) {
			if (reason instanceof Problem) throw byPlace(reason, selected);
			throw reason;
		}
	}

	/** The same again is the same attempt: its answer may only have been lost. */
	#keyFor(content: string): string {
		if (this.#attempt?.content !== content) this.#attempt = { key: attemptKey(), content };
		return this.#attempt.key;
	}
}
