import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Arrivals } from './arrivals.svelte';

let asked: string[] = [];
let answers: (number | Error)[] = [];
/** Ids of who wrote what is new, newest first. */
let authors: string[] = [];
let top: string | undefined;
let end: () => void = () => undefined;
let arrivals: Arrivals;

function look(state: 'visible' | 'hidden') {
	vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
	document.dispatchEvent(new Event('visibilitychange'));
}

beforeEach(() => {
	vi.useFakeTimers();
	asked = [];
	answers = [];
	authors = [];
	top = '7';
	vi.stubGlobal('fetch', async (request: Request) => {
		const { search } = new URL(request.url);
		if (search === '?since=7&limit=12&fields=author') {
			return Response.json({ items: authors.map((id) => ({ author: { id } })) });
		}
		asked.push(search);
		const count = answers.shift() ?? 0;
		if (count instanceof Error) throw count;
		return Response.json({ items: [], next_cursor: null, kind: null, count });
	});
	look('visible');
	arrivals = new Arrivals('me', () => top);
	end = arrivals.watch();
});

afterEach(() => {
	end();
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
	vi.useRealTimers();
});

describe('what came since home was read', () => {
	it('is asked for now and then, less and less often', async () => {
		answers = [0, 2, 3];
		await vi.advanceTimersByTimeAsync(30_000);
		expect(asked).toEqual(['?since=7&count_only=true']);
		expect(arrivals.count).toBe(0);
		await vi.advanceTimersByTimeAsync(30_000);
		expect(asked).toHaveLength(1);
		await vi.advanceTimersByTimeAsync(15_000);
		expect([asked.length, arrivals.count]).toEqual([2, 2]);
	});

	it('is not asked for while nobody looks, and at once when somebody does again', async () => {
		look('hidden');
		await vi.advanceTimersByTimeAsync(600_000);
		expect(asked).toEqual([]);
		answers = [4];
		look('visible');
		await vi.advanceTimersByTimeAsync(0);
		expect([asked.length, arrivals.count]).toEqual([1, 4]);
		window.dispatchEvent(new Event('focus'));
		await vi.advanceTimersByTimeAsync(0);
		expect(asked).toHaveLength(1);
	});

	it('is nothing once home was read', async () => {
		answers = [2];
		await vi.advanceTimersByTimeAsync(30_000);
		top = '9';
		arrivals.seen();
		expect(arrivals.count).toBe(0);
		await vi.advanceTimersByTimeAsync(30_000);
		expect(asked.at(-1)).toBe('?since=9&count_only=true');
	});

	it('stays what it was when the server cannot be reached', async () => {
		answers = [2, new TypeError('Failed to fetch')];
		await vi.advanceTimersByTimeAsync(30_000);
		await vi.advanceTimersByTimeAsync(45_000);
		expect([asked.length, arrivals.count]).toEqual([2, 2]);
	});

	it('shows who wrote the newest of it, each once and never oneself', async () => {
		answers = [5, 6];
		authors = ['ana', 'me', 'ana', 'ben', 'cem', 'dan'];
		const ids = () => arrivals.authors.map(({ id }) => id);
		await vi.advanceTimersByTimeAsync(30_000);
		expect(ids()).toEqual(['ana', 'ben', 'cem']);
		authors = ['eve', ...authors];
		await vi.advanceTimersByTimeAsync(45_000);
		expect(ids()).toEqual(['eve', 'ana', 'ben']);
		arrivals.seen();
		expect(ids()).toEqual([]);
	});

	it('is not asked for when the page is left', async () => {
		end();
		await vi.advanceTimersByTimeAsync(600_000);
		expect(asked).toEqual([]);
	});
});
