import { api, call } from '$lib/api/client';
import { prepare } from '$lib/text/written.svelte';
import { PagedList, type Page, type Status } from '$lib/ui/list/paged-list.svelte';
import type { Comment, CommentSort } from './comment';
import type { LiveComment } from './live-comment.svelte';

/** How many come at once: on the post itself, and as answers. */
const PAGE = 20;
const ANSWERS = 10;

/** Where comments are kept, each once. */
interface Keeper {
	keep(comment: Comment): LiveComment;
}

/** What a list is of: a post, or a comment that is answered. */
export type Of = { post: string } | { comment: string };

/** Comments side by side, read page by page. What was written or opened here is in it from the start. */
export class CommentList extends PagedList<LiveComment> {
	/** Comments that are shown although no page has brought them. */
	#own = $state.raw<readonly LiveComment[]>([]);
	readonly sort: CommentSort;
	readonly #of: Of;
	readonly #keeper: Keeper;

	/** `own` are comments that are in it from the start. */
	constructor(of: Of, sort: CommentSort, keeper: Keeper, own: readonly LiveComment[] = []) {
		super();
		this.#own = own;
		this.#of = of;
		this.sort = sort;
		this.#keeper = keeper;
	}

	/** Everything that is to be seen, in order: what no page has brought yet stands where one looks for it. */
	get shown(): readonly LiveComment[] {
		const read = new Set(this.items.map(({ id }) => id));
		const own = this.#own.filter(({ id }) => !read.has(id));
		const all = this.sort === 'oldest' ? [...this.items, ...own] : [...own, ...this.items];
		return all.filter((comment) => !comment.isGone);
	}

	/** Shows a comment that was written here or that a link leads to. */
	add(comment: LiveComment): void {
		if (this.#own.includes(comment) || this.items.includes(comment)) return;
		this.#own = this.sort === 'oldest' ? [...this.#own, comment] : [comment, ...this.#own];
	}

	/** Takes out what was never sent. */
	drop(comment: LiveComment): void {
		this.#own = this.#own.filter((other) => other !== comment);
	}

	/** What was written here and is not known to be stored. */
	get unsent(): readonly LiveComment[] {
		return this.#own.filter(({ outgoing }) => outgoing !== undefined);
	}

	/** There is nothing to be read: it was written here just now. */
	empty(): void {
		this.status = 'ready';
	}

	protected async ask(cursor: string | undefined, signal: AbortSignal): Promise<Page<LiveComment>> {
		const query = { sort: this.sort, ...(cursor && { cursor }) };
		const page =
			'post' in this.#of
				? await call(
						api.GET('/posts/{id}/comments', {
							params: { path: { id: this.#of.post }, query: { ...query, limit: PAGE } },
							signal,
						}),
					)
				: await call(
						api.GET('/comments/{id}/replies', {
							params: { path: { id: this.#of.comment }, query: { ...query, limit: ANSWERS } },
							signal,
						}),
					);
		await prepare(page.items.map(({ content }) => content));
		return { ...page, items: page.items.map((comment) => this.#keeper.keep(comment)) };
	}

	protected override idOf(comment: LiveComment): string {
		return comment.id;
	}

	/** A post that is gone says so itself. */
	protected override statusAfter(): Status {
		return 'failed';
	}
}
