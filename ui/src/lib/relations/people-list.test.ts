import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { People } from './people.svelte';
import type { PeopleList } from './people-list.svelte';
import { kwame, page, people, server, standing } from './testing/server';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

const ids = (list: PeopleList) => list.items.map(({ id }) => id).join('');
const answer = (letters: string, next: string | null = null) => ({
	items: people(letters),
	next_cursor: next,
});

function followers() {
	const { relations } = page();
	return { relations, list: new People(relations).of('7', 'followers') };
}

describe('a list of people', () => {
	it('is read page by page, nobody twice, to its end', async () => {
		const { asked, request } = server();
		const { list } = followers();
		const first = list.begin();
		(await request(0)).reply(answer('abc', 'x'));
		await first;
		const second = list.more();
		void list.more();
		(await request(1)).reply(answer('cde'));
		await second;
		await list.more();
		expect(ids(list)).toBe('abcde');
		expect(asked.map(({ what }) => what)).toEqual([
			'GET /users/7/followers?limit=20',
			'GET /users/7/followers?limit=20&cursor=x',
		]);
	});

	it('asks for what was typed last, once, and gives older questions up', async () => {
		const { asked, request } = server();
		const { list } = followers();
		const first = list.begin();
		(await request(0)).reply(answer('abc'));
		await first;
		list.q = 'k';
		list.q = 'kw';
		await vi.advanceTimersByTimeAsync(300);
		const older = await request(1);
		list.q = 'kwa ';
		await vi.advanceTimersByTimeAsync(300);
		expect(older.signal.aborted).toBe(true);
		expect(ids(list)).toBe('abc');
		(await request(2)).reply(answer('c'));
		await vi.waitFor(() => expect(list.shownFor).toBe('kwa'));
		expect(ids(list)).toBe('c');
		expect(asked.map(({ what }) => what).slice(1)).toEqual([
			'GET /users/7/followers?limit=20&q=kw',
			'GET /users/7/followers?limit=20&q=kwa',
		]);
	});

	it.each([
		[403, 'hidden_list', 'hidden'],
		[403, 'private_profile', 'closed'],
		[404, 'not_found', 'hidden'],
		[500, 'unknown', 'failed'],
	])('that is refused with %i %s is %s', async (status, code, expected) => {
		const { request } = server();
		const { list } = followers();
		const loading = list.begin();
		(await request(0)).reply({ code }, status);
		await loading;
		expect(list.status).toBe(expected);
	});

	it('keeps what was read when the next page does not come', async () => {
		const { request } = server();
		const { list } = followers();
		const first = list.begin();
		(await request(0)).reply(answer('ab', 'x'));
		await first;
		const second = list.more();
		(await request(1)).lose();
		await second;
		expect([ids(list), list.status, list.moreFailed]).toEqual(['ab', 'ready', true]);
		const again = list.more();
		(await request(2)).reply(answer('c'));
		await again;
		expect([ids(list), list.moreFailed, list.hasMore]).toEqual(['abc', false, false]);
	});

	it('looked at again shows what is new, and stays when nobody answers', async () => {
		const { request } = server();
		const { list } = followers();
		const first = list.begin();
		(await request(0)).reply(answer('ab'));
		await first;
		const second = list.refresh();
		expect(list.status).toBe('ready');
		(await request(1)).reply(answer('xab'));
		await second;
		const third = list.refresh();
		(await request(2)).lose();
		await third;
		expect([ids(list), list.status]).toEqual(['xab', 'ready']);
	});

	it('tells everyone how one stands to the people in it', async () => {
		const { request } = server();
		const { list, relations } = followers();
		const loading = list.begin();
		const noted = kwame({ relationship: standing({ follow: 'requested' }) });
		(await request(0)).reply({ items: [noted] });
		await loading;
		expect(relations.of(kwame()).follow).toBe('requested');
	});
});

describe('the lists of a page', () => {
	it('are the same ones when one comes back, until many others were opened', () => {
		const all = new People(page().relations);
		const first = all.of('1', 'friends');
		expect(all.of('1', 'friends')).toBe(first);
		expect(all.mine('blocked')).toBe(all.mine('blocked'));
		for (let id = 2; id < 14; id += 1) all.of(String(id), 'friends');
		expect(all.of('1', 'friends')).not.toBe(first);
	});

	it('find people by words', async () => {
		const { request } = server();
		const list = new People(page().relations).called('kwa me');
		const loading = list.begin();
		const asked = await request(0);
		expect(asked.what).toBe('GET /search?q=kwa me&type=users&limit=20');
		asked.reply({ items: people('ab').map((user) => ({ type: 'user', user })), next_cursor: null });
		await loading;
		expect(ids(list)).toBe('ab');
	});
});

describe('suggestions', () => {
	async function suggested() {
		const { asked, request } = server();
		const { suggestions } = new People(page().relations);
		const loading = suggestions.list.begin();
		(await request(0)).reply(answer('abc'));
		await loading;
		return { asked, request, suggestions };
	}

	it('can be taken back until the page is left', async () => {
		const { asked, suggestions } = await suggested();
		suggestions.dismissed.add('b');
		expect(suggestions.dismissed.has('b')).toBe(true);
		suggestions.dismissed.restore('b');
		await suggestions.leave();
		expect(asked).toHaveLength(1);
		expect(ids(suggestions.list)).toBe('abc');
	});

	it('are gone for good when it is left, once', async () => {
		const { asked, request, suggestions } = await suggested();
		suggestions.dismissed.add('b');
		const leaving = suggestions.leave();
		await suggestions.leave();
		const told = await request(1);
		told.reply({});
		await leaving;
		expect(told.keepalive).toBe(true);
		expect(asked.map(({ what }) => what).slice(1)).toEqual(['DELETE /users/suggestions/b']);
		expect(ids(suggestions.list)).toBe('ac');
	});
});
