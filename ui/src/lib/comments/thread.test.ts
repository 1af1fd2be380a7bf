import { beforeEach, describe, expect, it, vi } from 'vitest';
import { comment, json, page, World } from './testing/world';

let world: World;

beforeEach(() => {
	world = new World();
});

const shown = () => world.shown;
const read = (...ids: string[]) => world.read(...ids);
const reply = (id: string, to: string, depth: number, change = {}) =>
	comment(id, { parent_id: to, depth, ...change });

describe('reading', () => {
	it('begins with the most relevant, and reads anew in another order', async () => {
		await read('3', '2');
		expect(shown()).toEqual(['3', '2']);
		world.answers.push(json(200, page([comment('2'), comment('3')])));
		await world.thread.order('oldest');
		expect(shown()).toEqual(['2', '3']);
		expect(world.calls).toEqual([
			'GET /posts/9/comments?sort=relevant&limit=20',
			'GET /posts/9/comments?sort=oldest&limit=20',
		]);
	});

	it('shows what answers a comment when it is opened, the oldest first', async () => {
		const [first] = await read('3');
		if (!first) throw new Error('nothing was read');
		first.value = comment('3', { reply_count: 2 });
		world.answers.push(json(200, page([reply('4', '3', 1), reply('5', '3', 1)])));
		await world.thread.toggle(first);
		expect(first.replies?.shown.map(({ id }) => id)).toEqual(['4', '5']);
		expect(world.calls.at(-1)).toBe('GET /comments/3/replies?sort=oldest&limit=10');
		await world.thread.toggle(first);
		expect(first.open).toBe(false);
	});
});

describe('a link to a comment', () => {
	it('opens what is above it and marks it', async () => {
		const root = comment('3', { reply_count: 1 });
		const ancestors = [root, reply('4', '3', 1, { reply_count: 1 })];
		world.answers.push(
			json(200, { ...reply('5', '4', 2), ancestors }),
			json(200, page([comment('8')])),
			json(200, page([ancestors[1] ?? root])),
			json(200, page([reply('5', '4', 2)])),
		);
		await world.thread.show({ comment: '5' });
		await vi.waitFor(() => expect(shown()).toEqual(['3', '8']));
		const [top] = world.thread.list.shown;
		const [middle] = top?.replies?.shown ?? [];
		expect([top?.open, middle?.id, middle?.open]).toEqual([true, '4', true]);
		expect(middle?.replies?.shown.map(({ id }) => id)).toEqual(['5']);
		expect(world.thread.marked).toBe('5');
		expect(world.thread.base).toBeUndefined();
	});

	it('shows a deep one below those just above it', async () => {
		const ancestors = [0, 1, 2, 3].map((depth) =>
			reply(String(10 + depth), '1', depth, { reply_count: 1 }),
		);
		world.answers.push(json(200, { ...reply('14', '13', 4), ancestors }));
		await world.thread.show({ comment: '14' });
		expect(world.thread.base?.id).toBe('12');
		expect(world.thread.base?.replies?.shown.map(({ id }) => id)).toEqual(['13']);
	});

	it('goes on below one, where that was left off', async () => {
		world.answers.push(
			json(200, { ...reply('12', '11', 2, { reply_count: 1 }), ancestors: [] }),
			json(200, page([reply('13', '12', 3)])),
		);
		await world.thread.show({ thread: '12' });
		await vi.waitFor(() => expect(world.thread.base?.replies?.shown.map(({ id }) => id)).toEqual(['13']));
		expect(world.thread.marked).toBeUndefined();
	});

	it('says when it leads to nothing, and shows the others', async () => {
		world.answers.push(json(404, { code: 'not_found' }), json(200, page([comment('3')])));
		await world.thread.show({ comment: '5' });
		expect(world.thread.lost).toBe('gone');
		expect(shown()).toEqual(['3']);
	});
});
