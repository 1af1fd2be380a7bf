import { afterEach, describe, expect, it, vi } from 'vitest';
import { Photos } from './photos.svelte';
import { server } from './testing/server';

afterEach(() => vi.unstubAllGlobals());

const page = (ids: number[], next: string | null = null) => ({
	items: ids.map((id) => ({ post_id: '5', media: { id: String(id) } })),
	next_cursor: next,
});
const ids = (photos: Photos) => photos.items.map((photo) => Number(photo.media.id));

async function loaded(ids: number[], next: string | null = null) {
	const { asked, request } = server();
	const photos = new Photos('1');
	const loading = photos.begin();
	(await request(0)).reply(200, page(ids, next));
	await loading;
	return { asked, request, photos };
}

describe('someone’s photos', () => {
	it('come page by page, each once', async () => {
		const { asked, request, photos } = await loaded([9, 8], 'c');
		const more = [photos.more(), photos.more()];
		const second = await request(1);
		expect(second.what).toMatch(/cursor=c/);
		second.reply(200, page([8, 7]));
		await Promise.all(more);
		expect(ids(photos)).toEqual([9, 8, 7]);
		await photos.more();
		expect(asked).toHaveLength(2);
	});

	it('stay when the next page does not come, and can go on', async () => {
		const { request, photos } = await loaded([9], 'c');
		const failing = photos.more();
		(await request(1)).lose();
		await failing;
		expect([photos.moreFailed, ids(photos)]).toEqual([true, [9]]);
		const again = photos.more();
		(await request(2)).reply(200, page([8]));
		await again;
		expect([photos.moreFailed, ids(photos)]).toEqual([false, [9, 8]]);
	});

	it('say that their owner keeps them', async () => {
		const { request } = server();
		const photos = new Photos('1');
		const loading = photos.begin();
		(await request(0)).reply(403, { code: 'hidden_list' });
		await loading;
		expect(photos.status).toBe('hidden');
	});

	it.each([
		['stay as far as they were read when nothing is new', page([9], 'c'), [9, 8]],
		['begin anew with a new one', page([10, 9], 'c'), [10, 9]],
		['lose the one that was deleted', page([8]), [8]],
		['lose the last ones too', page([9]), [9]],
	])('%s', async (_, first, expected) => {
		const { request, photos } = await loaded([9], 'c');
		const more = photos.more();
		(await request(1)).reply(200, page([8]));
		await more;
		const again = photos.begin();
		(await request(2)).reply(200, first);
		await again;
		expect(ids(photos)).toEqual(expected);
	});
});
