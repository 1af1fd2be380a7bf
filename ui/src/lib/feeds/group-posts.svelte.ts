import { api, call } from '$lib/api/client';
import { Arrivals } from './arrivals.svelte';
import { GroupPins } from './group-pins.svelte';
import type { Authored, Reader } from './lists.svelte';
import { PostList, type Shelf } from './post-list.svelte';

const PAGE = 20;

/** The posts in a group, and what came to them since they were read. */
export class GroupPosts<Kept extends Authored> {
	readonly list: PostList<Kept>;
	readonly arrivals: Arrivals;
	readonly pins: GroupPins<Kept>;

	constructor(id: string, shelf: Shelf<Kept>, reader: Reader) {
		const path = { id };
		this.list = new PostList(
			(cursor) => {
				const query = { limit: PAGE, cursor };
				return call(api.GET('/groups/{id}/posts', { params: { path, query } }));
			},
			shelf,
			{
				// Members read each other, followed or not; not whom they mute.
				isOff: ({ value }) => reader.isOffHome(value.author.id, 'everyone'),
				isOwn: (post) => post.author.id === reader.id,
			},
		);
		this.pins = new GroupPins(id, shelf, () => this.list.entries);
		this.arrivals = new Arrivals(
			reader.id,
			() => this.list.top,
			(query) => call(api.GET('/groups/{id}/posts', { params: { path, query } })),
		);
	}

	/** Looks for what is new; false when the server was not reached. */
	async renew(): Promise<boolean> {
		const [isThere] = await Promise.all([this.list.refresh(), this.pins.refresh()]);
		if (isThere) this.arrivals.seen();
		return isThere;
	}
}
