import { api, call } from '$lib/api/client';
import { Arrivals } from './arrivals.svelte';
import type { ForYou } from './for-you.svelte';
import type { GroupPosts } from './group-posts.svelte';
import { PostList, type Entry, type Kind, type Shelf } from './post-list.svelte';

const PAGE = 20;
/** How many profiles, how many tags and how many groups keep their list, for going back to them. */
const KEPT = 8;

/** A post with its author, as far as lists need to know. */
export interface Authored extends Entry {
	readonly value: {
		readonly author: { readonly id: string };
		readonly tags: readonly string[];
		readonly bookmarked: boolean;
		readonly pinned: boolean;
		readonly group?: { readonly id: string } | null;
	};
}

/** For whom the lists are. */
export interface Reader {
	id: string;
	/** Whether what an author shares is off a home that is made of `kind`, though it was there when home was read. */
	isOffHome(authorId: string, kind: Kind | undefined): boolean;
}

/** The lists of posts that have been read since the page was opened. */
export class Lists<Kept extends Authored> {
	readonly home: PostList<Kept>;
	/** What one keeps, what was kept last first. */
	readonly saved: PostList<Kept>;
	/** What came to home since it was read. */
	readonly arrivals: Arrivals;
	readonly #shelf: Shelf<Kept>;
	#forYou: ForYou<Kept> | undefined;
	readonly #byAuthor = new Map<string, PostList<Kept>>();
	readonly #byTag = new Map<string, PostList<Kept>>();
	readonly #byGroup = new Map<string, GroupPosts<Kept>>();
	readonly #reader: Reader;

	constructor(shelf: Shelf<Kept>, reader: Reader) {
		this.#shelf = shelf;
		this.#reader = reader;
		this.home = new PostList(
			(cursor) => {
				const query = { limit: PAGE, cursor };
				return call(api.GET('/feeds/home', { params: { query } }));
			},
			shelf,
			{
				// What is in one's groups is there, whoever wrote it; not what is muted.
				isOff: ({ value }, kind) =>
					reader.isOffHome(value.author.id, value.group ? 'everyone' : kind),
				isOwn: (post) => post.author.id === reader.id,
			},
		);
		this.saved = new PostList(
			(cursor) => {
				const query = { limit: PAGE, cursor };
				return call(api.GET('/me/bookmarks', { params: { query } }));
			},
			shelf,
			{ isOff: ({ value }) => !value.bookmarked },
		);
		this.arrivals = new Arrivals(reader.id, () => this.home.top);
	}

	/** What they may care for. It is made by the page that shows it, the only one that needs its code. */
	forYou(make: new (shelf: Shelf<Kept>, reader: Reader) => ForYou<Kept>): ForYou<Kept> {
		return (this.#forYou ??= new make(this.#shelf, this.#reader));
	}

	/** What a member wrote, as far as the one who looks may see it. `id` is the member's id. */
	ofUser(id: string): PostList<Kept> {
		return kept(this.#byAuthor, id, () => this.#newListOf(id));
	}

	/** What has a tag, as far as the one who looks may see it. `tag` is in lower case. */
	ofTag(tag: string): PostList<Kept> {
		return kept(this.#byTag, tag, () => this.#newListTagged(tag));
	}

	/** What is in a group. As of {@link forYou}, its code comes with the page that shows it. */
	ofGroup(
		id: string,
		make: new (id: string, shelf: Shelf<Kept>, reader: Reader) => GroupPosts<Kept>,
	): GroupPosts<Kept> {
		return kept(this.#byGroup, id, () => new make(id, this.#shelf, this.#reader));
	}

	/** Shows a post that was just published wherever it belongs. */
	published(post: Kept): void {
		this.home.prepend(post);
		const { author, group } = post.value;
		if (group) this.#byGroup.get(group.id)?.list.prepend(post);
		else this.#byAuthor.get(author.id)?.prepend(post);
		for (const tag of post.value.tags) this.#byTag.get(tag)?.prepend(post);
	}

	#newListOf(id: string): PostList<Kept> {
		return new PostList(
			(cursor) => {
				const params = { path: { id }, query: { limit: PAGE, cursor } };
				return call(api.GET('/users/{id}/posts', { params }));
			},
			this.#shelf,
			{ isFirst: ({ value }) => value.pinned },
		);
	}

	#newListTagged(tag: string): PostList<Kept> {
		return new PostList(
			(cursor) => {
				const params = { path: { tag }, query: { limit: PAGE, cursor } };
				return call(api.GET('/feeds/tags/{tag}', { params }));
			},
			this.#shelf,
			// What everybody may read is there, followed or not; not what is muted.
			{ isOff: ({ value }) => this.#reader.isOffHome(value.author.id, 'everyone') },
		);
	}
}

/** The list under `key`, made if there is none. The one that was looked at last is the last to go. */
function kept<List>(lists: Map<string, List>, key: string, make: () => List): List {
	const list = lists.get(key) ?? make();
	lists.delete(key);
	lists.set(key, list);
	const [oldest] = lists.keys();
	if (lists.size > KEPT && oldest !== undefined) lists.delete(oldest);
	return list;
}
