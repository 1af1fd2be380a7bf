import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { QuickSearch } from './quick-search.svelte';

interface Asked {
	q: string | null;
	signal: AbortSignal;
	found: (...ids: string[]) => void;
	lose: () => void;
}

let asked: Asked[];
let quick: QuickSearch;

beforeEach(() => {
	vi.useFakeTimers();
	asked = [];
	quick = new QuickSearch();
	vi.stubGlobal(
		'fetch',
		({ url, signal }: Request) =>
			new Promise<Response>((resolve, reject) => {
				const items = (ids: string[]) => ids.map((id) => ({ type: 'user', user: { id } }));
				asked.push({
					q: new URL(url).searchParams.get('q'),
					signal,
					found: (...ids) => resolve(Response.json({ items: items(ids) })),
					lose: () => reject(new TypeError('Failed to fetch')),
				});
				signal.addEventListener('abort', () => reject(new DOMException('Given up', 'AbortError')));
			}),
	);
});

afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

const pause = () => vi.advanceTimersByTimeAsync(200);
const ids = () => quick.items.map(({ id }) => id);

describe('a search while one types', () => {
	it('asks after a pause, for what was typed last', async () => {
		for (const text of ['k', 'kw', 'kwa']) quick.type(text);
		expect(quick.status).toBe('loading');
		await pause();
		expect(asked.map(({ q }) => q)).toEqual(['kwa']);
		asked[0]?.found('2', '3');
		await pause();
		expect([quick.status, quick.foundFor, ids()]).toEqual(['ready', 'kwa', ['2', '3']]);
	});

	it('gives up the older question and never shows its answer', async () => {
		quick.type('kw');
		await pause();
		quick.type('kwab');
		await pause();
		expect(asked[0]?.signal.aborted).toBe(true);
		asked[1]?.found('9');
		asked[0]?.found('1');
		await pause();
		expect(ids()).toEqual(['9']);
	});

	it('keeps what it has while the next answer is on its way, and forgets it with the words', async () => {
		quick.type('kw');
		await pause();
		asked[0]?.found('2');
		await pause();
		quick.type('kwa');
		expect(ids()).toEqual(['2']);
		quick.type('  ');
		expect([quick.status, ids()]).toEqual(['idle', []]);
		await pause();
		expect(asked).toHaveLength(1);
	});

	it('does not ask again for a blank at the end', async () => {
		quick.type('kw');
		await pause();
		quick.type('kw ');
		await pause();
		expect(asked).toHaveLength(1);
	});

	it('can be asked again when nobody answered', async () => {
		quick.type('kw');
		await pause();
		asked[0]?.lose();
		await pause();
		expect(quick.status).toBe('failed');
		void quick.ask();
		await pause();
		asked[1]?.found('2');
		await pause();
		expect([quick.status, ids()]).toEqual(['ready', ['2']]);
	});
});
