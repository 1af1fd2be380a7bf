import { afterEach, describe, expect, it, vi } from 'vitest';
import { GroupSuggestions } from './suggestions.svelte';
import { group, page, server } from './testing/server';

afterEach(() => vi.unstubAllGlobals());

async function suggested(ids: string, next: string | null = null) {
	const suggestions = page().groups.suggestions(GroupSuggestions);
	const { asked, request } = server();
	const loading = suggestions.begin();
	const items = [...ids].map((id) => group({ id }));
	(await request(0)).reply({ items, next_cursor: next });
	await loading;
	return { asked, request, suggestions, ids: () => suggestions.shown.map(({ id }) => id).join('') };
}

describe('suggestions of groups', () => {
	it('are few at first, and more when one asks', async () => {
		const { suggestions, request, ids, asked } = await suggested('12345', 'c');
		expect([ids(), suggestions.hasOthers]).toEqual(['123', true]);
		const more = suggestions.showMore();
		(await request(1)).reply({ items: [group({ id: '6' })], next_cursor: null });
		await more;
		expect([ids(), suggestions.hasOthers]).toEqual(['123456', false]);
		expect(asked.map(({ what }) => what)).toEqual([
			'GET /groups/suggestions?limit=10',
			'GET /groups/suggestions?limit=10&cursor=c',
		]);
	});

	it('are dismissed for good when the page is left, unless that was taken back', async () => {
		const { suggestions, request, ids, asked } = await suggested('123');
		suggestions.dismissed.add('1');
		suggestions.dismissed.add('2');
		suggestions.dismissed.restore('1');
		const leaving = suggestions.leave();
		await suggestions.leave();
		const told = await request(1);
		told.reply();
		await leaving;
		expect(told.keepalive).toBe(true);
		expect(asked.slice(1).map(({ what }) => what)).toEqual(['DELETE /groups/suggestions/2']);
		expect(ids()).toBe('13');
	});

	it('stay as they are when others cannot be loaded', async () => {
		const { suggestions, request, ids } = await suggested('12', 'c');
		const more = suggestions.showMore();
		(await request(1)).lose();
		await more;
		expect([ids(), suggestions.moreFailed]).toEqual(['12', true]);
	});
});
