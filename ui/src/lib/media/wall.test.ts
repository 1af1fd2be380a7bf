import { expect, describe, it } from 'vitest';
import { Problem } from '$lib/api/problem';
import { Wall, type WallPage } from './wall.svelte';

const page = (ids: number[], next: string | null = null) =>
	({
		items: ids.map((id) => ({ post_id: '5', media: { id: String(id) } })),
		next_cursor: next,
	}) as WallPage;
const ids = (wall: Wall) => wall.items.map(({ media }) => Number(media.id));

/** A wall whose server gives these answers, one after the other. */
function served(...answers: (WallPage | Problem)[]) {
	const asked: (string | undefined)[] = [];
	const wall = new Wall(async ({ cursor }) => {
		asked.push(cursor);
		const answer = answers.shift() ?? Problem.network();
		if (answer instanceof Problem) throw answer;
		return answer;
	});
	return { wall, asked };
}

describe('the pictures of many posts', () => {
	it('come page by page, each once', async () => {
		const { wall, asked } = served(page([9, 8], 'c'), page([8, 7]));
		await wall.begin();
		await Promise.all([wall.more(), wall.more()]);
		expect(ids(wall)).toEqual([9, 8, 7]);
		await wall.more();
		expect(asked).toEqual([undefined, 'c']);
	});

	it('stay when the next page does not come, and can go on', async () => {
		const { wall } = served(page([9], 'c'), Problem.network(), page([8]));
		await wall.begin();
		await wall.more();
		expect([wall.moreFailed, ids(wall)]).toEqual([true, [9]]);
		await wall.more();
		expect([wall.moreFailed, ids(wall)]).toEqual([false, [9, 8]]);
	});

	it('say that they are not for who looks', async () => {
		const { wall } = served(new Problem(403, 'hidden_list', ''));
		await wall.begin();
		expect(wall.status).toBe('hidden');
	});

	it.each([
		['stay as far as they were read when nothing is new', page([9], 'c'), [9, 8]],
		['begin anew with a new one', page([10, 9], 'c'), [10, 9]],
		['lose the one that was deleted', page([8]), [8]],
		['lose the last ones too', page([9]), [9]],
	])('%s', async (_, first, expected) => {
		const { wall } = served(page([9], 'c'), page([8]), first);
		await wall.begin();
		await wall.more();
		await wall.begin();
		expect(ids(wall)).toEqual(expected);
	});
});
