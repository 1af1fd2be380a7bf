import type { components } from '$lib/api/schema';
import { api, call } from '$lib/api/client';
import { PagedList, type Page } from '$lib/ui/list/paged-list.svelte';
import { differences, type Piece } from './differences';

export type Version = components['schemas']['PostVersion'];

/** What became of the title and the text of `before`; without one they are the first that is known. */
export function compare(
	version: Version,
	before: Version = version,
): Record<'title' | 'content', readonly Piece[]> {
	return {
		title: differences(before.title ?? '', version.title ?? ''),
		content: differences(before.content, version.content),
	};
}

/** What a post says and said, newest first, page by page. */
export class History extends PagedList<Version> {
	readonly #post: string;

	/** `post` is an id. */
	constructor(post: string) {
		super();
		this.#post = post;
	}

	protected override ask(cursor: string | undefined, signal: AbortSignal): Promise<Page<Version>> {
		const params = { path: { id: this.#post }, query: { cursor } };
		return call(api.GET('/posts/{id}/history', { params, signal }));
	}

	protected override idOf(version: Version): string {
		return version.at;
	}
}
