import { api, call } from '$lib/api/client';
import { PagedList, type Page } from '$lib/ui/list/paged-list.svelte';

const PAGE = 50;

interface Summary {
	tag: string;
}

/** The tags that one follows, the last one first. */
export class FollowedTags extends PagedList<Summary> {
	protected ask(cursor: string | undefined, signal: AbortSignal): Promise<Page<Summary>> {
		return call(api.GET('/me/tags', { params: { query: { limit: PAGE, cursor } }, signal }));
	}

	protected idOf({ tag }: Summary): string {
		return tag;
	}
}
