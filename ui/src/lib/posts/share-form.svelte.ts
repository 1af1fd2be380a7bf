import { api, call } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import { FormState } from '$lib/ui/field/form.svelte';
import { Typed } from '$lib/ui/field/typed';
import type { AudienceHabit } from './audience';
import { byPlace, wrongIn } from './complaints';
import { attemptFor, attemptIn, audienceIn, peopleIn, textIn, type Attempt } from './kept';
import type { LivePost } from './live-post.svelte';
import type { Audience, Person } from './post';
import type { Posts } from './posts.svelte';

/** Who shares. */
export interface Sharer extends AudienceHabit {
	readonly me: { readonly id: string };
}

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
	#attempt: Attempt | undefined;
	readonly #posts: Posts;
	readonly #sharer: Sharer;
	readonly #published: (post: LivePost) => void;

	constructor(posts: Posts, sharer: Sharer, published: (post: LivePost) => void) {
		this.#posts = posts;
		this.#sharer = sharer;
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

	/** Begins with what was typed about a post and not shared, in this tab, or with nothing. */
	#begin(post: LivePost | undefined): void {
		const kept = post ? this.#typed(post).read() : {};
		this.post = post;
		this.content = textIn(kept['content']);
		this.audience = 'audience' in kept ? audienceIn(kept['audience']) : this.#sharer.defaultAudience;
		this.selected = peopleIn(kept['selected']);
		this.#attempt = attemptIn(kept['attempt']);
		this.form.clear();
	}

	/** Writes down what is typed, so that it is still there after a reload. */
	save(): void {
		if (!this.post) return;
		const { content, audience, selected } = this;
		const attempt = this.#attempt;
		const isUntouched = content === '' && audience === this.#sharer.defaultAudience && !attempt;
		this.#typed(this.post).write(isUntouched ? {} : { content, audience, selected, attempt });
	}

	#typed(post: LivePost): Typed {
		return new Typed(`share/${post.id}`, this.#sharer.me.id);
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
		this.#typed(post).forget();
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
		this.#attempt = attemptFor(JSON.stringify(body), this.#attempt);
		this.save();
		const params = { path: { id: post.id }, header: { 'Idempotency-Key': this.#attempt.key } };
		try {
			const share = await call(api.POST('/posts/{id}/shares', { params, body }));
			this.#sharer.choseAudience(audience);
			this.#published(this.#posts.keep(share));
		} catch (reason) {
			if (reason instanceof Problem) throw byPlace(reason, selected);
			throw reason;
		}
	}
}
