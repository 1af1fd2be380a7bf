import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { GroupPosts } from './group-posts.svelte';
import { Lists, type Authored } from './lists.svelte';

let asked: string[] = [];
let newest: string[] = [];
let pinned: string[] = [];
let muted = '';
let isDown = false;
let lists: Lists<Authored>;

const live = (id: string, group: string | null): Authored => ({
	id,
	gone: false,
	value: {
		author: { id: `by ${id}` },
		tags: [],
		bookmarked: false,
		pinned: false,
		group: group ? { id: group } : null,
	},
});
const ids = (list: { entries: readonly Authored[] }) => list.entries.map(({ id }) => id);
const choir = () => lists.ofGroup('7', GroupPosts);

beforeEach(() => {
	vi.useFakeTimers();
	vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('visible');
	asked = [];
	newest = ['3', '2'];
	pinned = [];
	muted = '';
	isDown = false;
	vi.stubGlobal('fetch', async (request: Request) => {
		const url = new URL(request.url);
		asked.push(url.pathname.replace('/api/v1', '') + url.search);
		if (isDown) throw new TypeError('offline');
		if (url.pathname.endsWith('/pinned')) {
			return Response.json({ items: pinned.map((id) => ({ id, content: '', author: { id } })) });
		}
		const isCount = url.searchParams.has('count_only');
		const items = isCount ? [] : newest.map((id) => ({ id, content: '', author: { id: `by ${id}` } }));
		return Response.json({ items, next_cursor: null, count: isCount ? 4 : null });
	});
	lists = new Lists<Authored>(
		{ now: () => 0, keep: ({ id }) => live(id, '7') },
		// Nobody is followed.
		{ id: 'me', isOffHome: (author, kind) => author === muted || kind !== 'everyone' },
	);
});

afterEach(() => {
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
	vi.useRealTimers();
});

describe('the posts in a group', () => {
	it('are there whoever wrote them, but for whom one mutes', async () => {
		await choir().list.begin();
		expect(asked).toEqual(['/groups/7/posts?limit=20']);
		expect(ids(choir().list)).toEqual(['3', '2']);
		muted = 'by 3';
		expect(ids(choir().list)).toEqual(['2']);
	});

	it('tell what came since they were read', async () => {
		await choir().list.begin();
		const end = choir().arrivals.watch();
		await vi.advanceTimersByTimeAsync(30_000);
		expect(asked.slice(1)).toEqual([
			'/groups/7/posts?since=3&count_only=true',
			'/groups/7/posts?since=3&limit=12&fields=author',
		]);
		expect(choir().arrivals.count).toBe(4);
		newest = ['4', '3', '2'];
		expect(await choir().renew()).toBe(true);
		expect([ids(choir().list), choir().arrivals.count]).toEqual([['4', '3', '2'], 0]);
		isDown = true;
		expect(await choir().renew()).toBe(false);
		expect(ids(choir().list)).toEqual(['4', '3', '2']);
		end();
	});

	it('begin with what was just published there, and so does home, though one follows nobody', async () => {
		await choir().list.begin();
		await lists.home.begin();
		await lists.ofUser('by 9').begin();
		lists.published(live('9', '7'));
		expect(ids(choir().list)).toEqual(['9', '3', '2']);
		expect(ids(lists.home)).toEqual(['9', '3', '2']);
		expect(ids(lists.ofUser('by 9'))).toEqual(['3', '2']);
	});

	it('have above them what is pinned, also what was pinned while one reads', async () => {
		const known = new Map<string, Pinnable>();
		const keep = ({ id }: { id: string }) => {
			const kept = known.get(id) ?? new Pinnable(id);
			known.set(id, kept);
			return kept;
		};
		pinned = ['1', '2'];
		const reader = { id: 'me', isOffHome: () => false };
		const { pins, list } = new GroupPosts<Pinnable>('7', { now: () => 0, keep }, reader);
		await Promise.all([list.begin(), pins.begin()]);
		const set = (id: string, isPinned: boolean) => {
			const kept = known.get(id);
			if (kept) kept.isPinned = isPinned;
		};
		set('1', true);
		set('2', true);
		expect(pins.entries.map(({ id }) => id)).toEqual(['1', '2']);
		set('3', true);
		expect(pins.entries.map(({ id }) => id)).toEqual(['3', '1', '2']);
		set('1', false);
		expect(pins.entries.map(({ id }) => id)).toEqual(['3', '2']);
		isDown = true;
		await pins.refresh();
		expect(pins.entries.map(({ id }) => id)).toEqual(['3', '2']);
	});
});

class Pinnable implements Authored {
	readonly gone = false;
	isPinned = false;
	constructor(readonly id: string) {}

	get value() {
		return { ...live(this.id, '7').value, pinned: this.isPinned };
	}
}
