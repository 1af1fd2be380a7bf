import { api, call } from '$lib/api/client';
import { prepare } from '$lib/text/written.svelte';
import { PagedList, type Page } from '$lib/ui/list/paged-list.svelte';
import type { LivePost } from './live-post.svelte';
import type { Posts } from './posts.svelte';

const PAGE = 20;

/** The shares of a post that who looks may see, newest first, page by page. */
export class Shares extends PagedList<LivePost> {
	readonly #posts: Posts;
	readonly #post: string;

	/** `post` is an id. */
	constructor(posts: Posts, post: string) {
		super();
		this.#posts = posts;
		this.#post = post;
	}

	protected override async ask(cursor: string | undefined, signal: AbortSignal): Promise<Page<LivePost>> {
		const askedAt = this.#posts.now();
		const params = { path: { id: this.#post }, query: { limit: PAGE, cursor } };
		const page = await call(api.GET('/posts/{id}/shares', { params, signal }));
		await prepare(page.items.map(({ content }) => content));
		return { ...page, items: page.items.map((share) => this.#posts.keep(share, askedAt)) };
	}

	protected override idOf(share: LivePost): string {
		return share.id;
	}
}
