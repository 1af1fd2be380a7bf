import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Arrivals } from './arrivals.svelte';

let asked: string[] = [];
let answers: (number | Error)[] = [];
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
	top = '7';
	vi.stubGlobal('fetch', async (request: Request) => {
		asked.push(new URL(request.url).search);
		const count = answers.shift() ?? 0;
		if (count instanceof Error) throw count;
		return new Response(JSON.stringify({ items: [], next_cursor: null, kind: null, count }), {
			status: 200,
			headers: { 'content-type': 'application/json' },
		});
	});
	look('visible');
	arrivals = new Arrivals(() => top);
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

	it('is not asked for when the page is left', async () => {
		end();
		await vi.advanceTimersByTimeAsync(600_000);
		expect(asked).toEqual([]);
	});
});
