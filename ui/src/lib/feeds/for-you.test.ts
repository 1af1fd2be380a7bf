import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ForYou } from './for-you.svelte';

interface Kept {
	readonly id: string;
	readonly gone: boolean;
	readonly value: {
		readonly author: { readonly id: string };
		readonly tags: readonly string[];
		readonly bookmarked: boolean;
		readonly pinned: boolean;
	};
}

const SECOND = 1_000;
/** What the server has, by when it is asked: lists of posts, the best first. */
let lists: string[][] = [];
let asked: string[] = [];
let muted = '';
let end: () => void = () => undefined;
let forYou: ForYou<Kept>;

const at = (seconds: number) => new Date(seconds * SECOND).toISOString();
const page = (ids: readonly string[], next?: string) =>
	Response.json({
		items: ids.map((id) => ({
			id,
			content: '',
			author: { id: `by ${id}` },
			reason: { kind: `why ${id}` },
		})),
		next_cursor: next ?? null,
		renews_at: at(Date.now() / SECOND + 60),
		count: null,
	});

function answer(search: URLSearchParams): Response {
	const [best = []] = lists;
	if (search.has('count_only')) {
		const since = Number(search.get('since'));
		const count = best.filter((id) => Number(id) > since).length;
		return Response.json({
			items: [],
			next_cursor: null,
			renews_at: at(Date.now() / SECOND + 60),
			count,
		});
	}
	if (search.get('cursor') === 'forgotten')
		return Response.json({ code: 'invalid_cursor', status: 400 }, { status: 400 });
	return search.has('cursor')
		? page(best.slice(2))
		: page(best.slice(0, 2), best.length > 2 ? 'rest' : undefined);
}

const ids = () => forYou.list.entries.map(({ id }) => id);

beforeEach(() => {
	vi.useFakeTimers({ now: 0 });
	asked = [];
	muted = '';
	lists = [['5', '9', '7', '2']];
	vi.stubGlobal('fetch', async (request: Request) => {
		const { searchParams, search } = new URL(request.url);
		asked.push(search);
		return answer(searchParams);
	});
	vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('visible');
	const shelf = {
		now: () => 0,
		keep: (post: { id: string; author: { id: string } }) => ({
			id: post.id,
			gone: false,
			value: { author: post.author, tags: [], bookmarked: false, pinned: false },
		}),
	};
	const reader = { id: 'me', isOffHome: (author: string) => author === muted };
	forYou = new ForYou<Kept>(shelf, reader);
	end = forYou.watch();
});

afterEach(() => {
	end();
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
	vi.useRealTimers();
});

describe('For you', () => {
	it('is read page by page, each post with its reason', async () => {
		await forYou.list.begin();
		await forYou.list.more();
		expect(ids()).toEqual(['5', '9', '7', '2']);
		expect(ids().map((id) => forYou.reason(id)?.kind)).toEqual(['why 5', 'why 9', 'why 7', 'why 2']);
		expect(forYou.reason('77')).toBeUndefined();
	});

	it('leaves out whom one mutes', async () => {
		await forYou.list.begin();
		muted = 'by 5';
		expect(ids()).toEqual(['9']);
	});

	it('looks for something new when its list has run out, and begins at the top when asked', async () => {
		await forYou.list.begin();
		await vi.advanceTimersByTimeAsync(60 * SECOND);
		expect([asked.at(-1), forYou.count]).toEqual(['?since=9&count_only=true', 0]);
		lists = [['12', '5', '11', '9']];
		await vi.advanceTimersByTimeAsync(60 * SECOND);
		expect([ids(), forYou.count]).toEqual([['5', '9'], 2]);
		// It is said: there is nothing more to ask.
		const before = asked.length;
		await vi.advanceTimersByTimeAsync(600 * SECOND);
		expect(asked).toHaveLength(before);
		expect(await forYou.renew()).toBe(true);
		expect([ids(), forYou.count]).toEqual([['12', '5'], 0]);
		await forYou.list.more();
		expect(ids()).toEqual(['12', '5', '11', '9']);
	});

	it('asks nothing while nobody looks, and no more than twice a minute whatever the clocks say', async () => {
		await forYou.list.begin();
		vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
		document.dispatchEvent(new Event('visibilitychange'));
		await vi.advanceTimersByTimeAsync(600 * SECOND);
		expect(asked).toHaveLength(1);
		vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('visible');
		document.dispatchEvent(new Event('visibilitychange'));
		await vi.advanceTimersByTimeAsync(29 * SECOND);
		expect(asked).toHaveLength(1);
		await vi.advanceTimersByTimeAsync(SECOND);
		expect(asked).toHaveLength(2);
		end();
		await vi.advanceTimersByTimeAsync(600 * SECOND);
		expect(asked).toHaveLength(2);
	});

	it('makes room for the list of the present when somebody comes anew', async () => {
		await forYou.list.begin();
		await forYou.arrive();
		expect(asked).toHaveLength(1);
		end();
		await vi.advanceTimersByTimeAsync(61 * SECOND);
		lists = [['12', '5']];
		await forYou.arrive();
		expect(ids()).toEqual(['12', '5']);
	});

	it('goes on with the list of the present where the one that was read is no longer kept', async () => {
		lists = [['5', '9']];
		vi.stubGlobal('fetch', async (request: Request) => {
			const { searchParams } = new URL(request.url);
			if (searchParams.has('cursor')) return answer(new URLSearchParams({ cursor: 'forgotten' }));
			asked.push('first');
			return page(
				asked.length === 1 ? ['5', '9'] : ['9', '12'],
				asked.length === 1 ? 'forgotten' : undefined,
			);
		});
		await forYou.list.begin();
		await forYou.list.more();
		expect(ids()).toEqual(['5', '9', '12']);
		expect(forYou.list.isAtEnd).toBe(true);
	});

	it('keeps what is there when the server cannot be reached', async () => {
		await forYou.list.begin();
		vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
		expect(await forYou.renew()).toBe(false);
		expect(ids()).toEqual(['5', '9']);
	});
});
