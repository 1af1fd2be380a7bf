import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { shownOf } from './browse.svelte';
import { group, page, server } from './testing/server';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

const answer = (ids: string, next: string | null = null) => ({
	items: [...ids].map((id) => group({ id })),
	next_cursor: next,
});

describe('the list of groups', () => {
	it('is read page by page, narrowed and sorted as asked', async () => {
		const { groups } = page();
		const { asked, request } = server();
		const { browse } = groups;
		const first = browse.begin();
		(await request(0)).reply(answer('12', 'x'));
		await first;
		const more = browse.more();
		(await request(1)).reply(answer('23'));
		await more;
		expect(browse.items.map(({ id }) => id).join('')).toBe('123');
		browse.order = 'newest';
		(await request(2)).reply(answer('3'));
		const mine = browse.show('mine');
		(await request(3)).reply(answer('1'));
		await mine;
		browse.q = 'r';
		browse.q = 'row ';
		await vi.advanceTimersByTimeAsync(300);
		(await request(4)).reply(answer(''));
		await vi.waitFor(() => expect(browse.shownFor).toBe('row'));
		expect(asked.map(({ what }) => what)).toEqual([
			'GET /groups?limit=20&sort=active',
			'GET /groups?limit=20&cursor=x&sort=active',
			'GET /groups?limit=20&sort=newest',
			'GET /groups?limit=20&mine=true',
			'GET /groups?limit=20&q=row&mine=true',
		]);
	});

	it('shares one entry with the page of a group', async () => {
		const { groups } = page();
		const { request } = server();
		const reading = groups.browse.begin();
		(await request(0)).reply(answer('7'));
		await reading;
		expect(groups.browse.items[0]).toBe(groups.of('7'));
	});
});

it('shows all groups unless the address names others', () => {
	expect([shownOf(null), shownOf('mine'), shownOf('friends'), shownOf('x')]).toEqual([
		'all',
		'mine',
		'friends',
		'all',
	]);
});
