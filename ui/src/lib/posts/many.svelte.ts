import type { components } from '$lib/api/schema';
import { api, attemptKey, call } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import type { Toasts } from '$lib/ui/feedback/toasts.svelte';
import { problemText } from '$lib/words/problems';
import { bulk as words } from '$lib/words/settings';
import { words as ui } from '$lib/words/ui';
import { audienceChoice } from './audience';
import type { Audience, Post } from './post';
import type { Posts } from './posts.svelte';

type Change = components['schemas']['AudienceChange'];

/** How long a change can be taken back, in milliseconds. */
export const UNDO_WINDOW = 10 * 60_000;
const PAUSE = 250;

/** A change that was made and can still be taken back. */
export interface Made {
	id: string;
	count: number;
	to: Audience;
	/** When it can no longer be taken back, in milliseconds since 1970. */
	until: number;
	/** Shows on this page what was before. */
	showFormer: () => void;
}

/** Another audience for many of one's posts: which ones, how many they are, the change and the way back. */
export class ManyAudiences {
	from = $state<Audience | ''>('');
	to = $state<Audience | ''>('');
	/** Days, `YYYY-MM-DD` or empty; both belong to the range. */
	first = $state('');
	last = $state('');
	/** Which of the days are typed in part only: without it, more posts would be meant than was asked for. */
	unfinished = $state({ first: false, last: false });
	/** How many posts would change; undefined while that is not known. */
	count = $state<number>();
	counting = $state<'no' | 'yes' | 'failed'>('no');
	/** A change is being taken back. */
	undoing = $state(false);
	#turn = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** The change that was sent and not answered: the same again is the same attempt. */
	#attempt: { key: string; content: string } | undefined;
	readonly #memberId: string;
	readonly #posts: Posts;
	readonly #toasts: Toasts;
	readonly #now: () => number;

	constructor(memberId: string, posts: Posts, toasts: Toasts, now: () => number = Date.now) {
		this.#memberId = memberId;
		this.#posts = posts;
		this.#toasts = toasts;
		this.#now = now;
	}

	/** Whether the range ends before it begins. */
	get isCrossed(): boolean {
		return this.first !== '' && this.last !== '' && this.last < this.first;
	}

	/** Whether it is not clear which days are meant. */
	get isUnclear(): boolean {
		return this.isCrossed || this.unfinished.first || this.unfinished.last;
	}

	/** The last change, as long as it can be taken back; also after its page was left. */
	get made(): Made | undefined {
		return this.#posts.made;
	}

	/** Counts anew after a pause, once the fields say what is meant. */
	recount(): void {
		clearTimeout(this.#timer);
		this.#turn += 1;
		this.count = undefined;
		this.counting = 'no';
		const to = this.to;
		if (to === '' || this.isUnclear) return;
		this.counting = 'yes';
		this.#timer = setTimeout(() => void this.#preview(to), PAUSE);
	}

	/** Changes the posts that fit; what went wrong is told in a message. True when it was done. */
	async change(): Promise<boolean> {
		const to = this.to;
		if (to === '' || this.isUnclear) return false;
		const asked = this.#body(to, false);
		try {
			const params = { header: { 'Idempotency-Key': this.#keyFor(JSON.stringify(asked)) } };
			const answer = await call(api.POST('/me/posts/audience', { params, body: asked }));
			this.#attempt = undefined;
			if (answer.change_id && answer.matched > 0)
				this.#done(answer.change_id, answer.matched, to, asked);
			else this.#toasts.done(words.none);
			this.recount();
			return true;
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
			if (!reason.isPassing) this.#attempt = undefined;
			this.#toasts.failed(words.failed(problemText(reason)));
			return false;
		}
	}

	/** Takes a change back. */
	async undo(made: Made): Promise<void> {
		if (this.undoing) return;
		this.undoing = true;
		try {
			const path = { params: { path: { id: made.id } } };
			const { restored } = await call(api.DELETE('/me/posts/audience/{id}', path));
			made.showFormer();
			this.#forget(made);
			this.#toasts.done(words.undone(restored));
			this.recount();
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
			const retry = { label: ui.retry, run: () => void this.undo(made) };
			if (!reason.isPassing) this.#forget(made);
			this.#toasts.failed(words.notUndone(problemText(reason)), reason.isPassing ? retry : undefined);
		} finally {
			this.undoing = false;
		}
	}

	/** Takes the offer to undo away when its time is over. */
	expire(made: Made): void {
		if (this.#now() >= made.until) this.#forget(made);
	}

	#keyFor(content: string): string {
		if (this.#attempt?.content !== content) this.#attempt = { key: attemptKey(), content };
		return this.#attempt.key;
	}

	#done(id: string, count: number, to: Audience, asked: Change): void {
		const showFormer = this.#posts.showAudience(to, (post) => this.#isMeant(post, asked));
		const made = { id, count, to, until: this.#now() + UNDO_WINDOW, showFormer };
		this.#posts.made = made;
		const undo = { label: ui.undo, run: () => void this.undo(made) };
		this.#toasts.done(words.done(count, audienceChoice(to).label), undo);
	}

	#forget(made: Made): void {
		if (this.made?.id === made.id) this.#posts.made = undefined;
	}

	async #preview(to: Audience): Promise<void> {
		const turn = this.#turn;
		try {
			const { matched } = await call(api.POST('/me/posts/audience', { body: this.#body(to, true) }));
			if (turn !== this.#turn) return;
			this.count = matched;
			this.counting = 'no';
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
			if (turn === this.#turn) this.counting = 'failed';
		}
	}

	#body(to: Audience, preview: boolean): Change {
		return {
			to,
			preview,
			...(this.from && { from: this.from }),
			...(this.first && { after: midnight(this.first, 0) }),
			...(this.last && { before: midnight(this.last, 1) }),
		};
	}

	#isMeant(post: Post, { from, after, before, to }: Change): boolean {
		const at = Date.parse(post.created_at);
		return (
			post.author.id === this.#memberId &&
			post.audience !== to &&
			post.audience !== 'group' &&
			(!from || post.audience === from) &&
			(!after || at >= Date.parse(after)) &&
			(!before || at < Date.parse(before))
		);
	}
}

/** When a day begins where the member is, as the server writes it; `later` counts days on. */
function midnight(day: string, later: number): string {
	const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
	return new Date(year, month - 1, date + later).toISOString();
}
