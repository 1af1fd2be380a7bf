import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { OwnGroups } from './own-groups.svelte';

let asked: string[] = [];
/** Ids of groups, page by page. */
let pages: string[][] = [];

beforeEach(() => {
	vi.useFakeTimers();
	asked = [];
	vi.stubGlobal('fetch', async (request: Request) => {
		const url = new URL(request.url);
		asked.push(url.pathname.replace('/api/v1', '') + url.search);
		const items = (pages.shift() ?? []).map((id) => ({ id, title: `Group ${id}` }));
		return Response.json({ items, next_cursor: pages.length > 0 ? 'next' : null });
	});
});

afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

describe('one’s own groups', () => {
	it('are those to which one belongs, and are not searched while they fit a page', async () => {
		pages = [['1', '2']];
		const groups = new OwnGroups();
		await groups.open();
		expect(asked).toEqual(['/groups?mine=true&limit=30']);
		expect([groups.items.map(({ id }) => id), groups.isLong]).toEqual([['1', '2'], false]);
	});

	it('are searched after a pause in the typing, and all there again when one comes back', async () => {
		pages = [['1'], ['2']];
		const groups = new OwnGroups();
		await groups.open();
		expect(groups.isLong).toBe(true);
		pages = [['2']];
		groups.q = 'r';
		groups.q = ' row';
		await vi.advanceTimersByTimeAsync(220);
		expect(asked.slice(1)).toEqual(['/groups?mine=true&limit=30&q=row']);
		await groups.open();
		expect([groups.q, asked.at(-1)]).toEqual(['', '/groups?mine=true&limit=30']);
	});
});
