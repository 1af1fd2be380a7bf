import { expect, it } from 'vitest';
import { Shares } from './shares.svelte';
import { post, Served } from './testing/served';

const served = Served.inEachTest();

const share = (id: string) => post({ id, is_share: true, shared_post: post({ share_count: 2 }) });

it('shares of a post come page by page, each the one object that the page knows', async () => {
	const known = served.posts.keep(share('8'));
	const shares = new Shares(served.posts, '5');
	served.answers = [
		{ status: 200, body: { items: [share('8')], next_cursor: 'n' } },
		{ status: 200, body: { items: [share('8'), share('7')], next_cursor: null } },
	];
	await shares.begin();
	expect([shares.items, shares.hasMore]).toEqual([[known], true]);
	await shares.more();
	expect(shares.items.map(({ id }) => id)).toEqual(['8', '7']);
	expect([shares.hasMore, served.posts.inside(known)?.value.share_count]).toEqual([false, 2]);
	expect(served.asked).toEqual(['GET /posts/5/shares', 'GET /posts/5/shares']);
});

it('shares that cannot be loaded are asked for again; those of a post that is gone are not', async () => {
	const shares = new Shares(served.posts, '5');
	served.answers = [
		{ status: 503, body: { code: 'busy' } },
		{ status: 404, body: { code: 'not_found' } },
	];
	await shares.begin();
	expect(shares.status).toBe('failed');
	await shares.load();
	expect(shares.status).toBe('hidden');
});
