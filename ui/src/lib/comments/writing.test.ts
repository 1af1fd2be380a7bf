import { beforeEach, describe, expect, it, vi } from 'vitest';
import { words } from '$lib/words/comments';
import type { LiveComment } from './live-comment.svelte';
import { comment, json, page, World } from './testing/world';

let world: World;

beforeEach(() => {
	world = new World();
});

const shown = () => world.shown;
const read = (...ids: string[]) => world.read(...ids);
const reply = (id: string, to: string, depth: number, change = {}) =>
	comment(id, { parent_id: to, depth, ...change });
const write = (content: string, to?: LiveComment) => world.write(content, to);

describe('writing', () => {
	it('shows a comment at once, and then as the server has it', async () => {
		await read('3');
		let answer: (response: Response) => void = () => undefined;
		world.answers.push(new Promise<Response>((resolve) => (answer = resolve)));
		expect(await write(' Lovely ')).toBe(true);
		const [mine] = world.thread.list.shown;
		expect(mine?.value.content).toBe('Lovely');
		expect(mine?.sending).toBe('sending');
		expect(world.thread.draft().content).toBe('');
		answer(json(201, comment('7', { content: 'Lovely' })));
		await vi.waitFor(() => expect(mine?.sending).toBeUndefined());
		expect(shown()).toEqual(['7', '3']);
		expect(world.counted).toBe(1);
		expect(world.thread.acts.said).toBe(words.added);
	});

	it('says why it was not sent, and sends it again under the same key', async () => {
		await read();
		world.answers.push(new Error('offline'), json(201, comment('7')));
		await write('Hello');
		const [mine] = world.thread.list.shown;
		await vi.waitFor(() => expect(mine?.sending).toBe('failed'));
		expect(mine?.reason).not.toBe('');
		if (mine) await world.thread.send(mine, world.thread.draft());
		expect(shown()).toEqual(['7']);
		const [, first, again] = world.asked;
		expect(first?.key).toBe(again?.key);
		expect(world.counted).toBe(1);
	});

	it('gives back what was typed when sending it again would not help', async () => {
		await read();
		const errors = [{ field: 'content', code: 'invalid_characters', message: 'Remove that.' }];
		world.answers.push(json(422, { code: 'validation', errors }));
		await write('Hello');
		await vi.waitFor(() => expect(world.thread.draft().error).toBe('Remove that.'));
		expect(world.thread.draft().content).toBe('Hello');
		expect(shown()).toEqual([]);
	});

	it('gives a refused answer back, in a form that is open', async () => {
		const [first] = await read('3');
		if (!first) throw new Error('nothing was read');
		world.answers.push(json(404, { code: 'not_found' }));
		world.thread.answer(first);
		const sent = write('Yes', first);
		expect(await sent).toBe(true);
		first.answering = false;
		await vi.waitFor(() => expect(first.answering).toBe(true));
		const { content, error } = world.thread.draft(first);
		expect([content, error === '', first.replies?.shown]).toEqual(['Yes', false, []]);
	});

	it('keeps what was refused while something else is typed, for now and after a reload', async () => {
		await read();
		const errors = [{ field: 'content', code: 'invalid_characters', message: 'Remove that.' }];
		world.answers.push(json(422, { code: 'validation', errors }));
		await write('Hello');
		const draft = world.thread.draft();
		draft.content = 'And';
		draft.save();
		const [refused] = world.thread.list.shown;
		await vi.waitFor(() => expect(refused?.sending).toBe('failed'));
		expect([refused?.reason, draft.content, draft.error]).toEqual(['Remove that.', 'And', '']);

		const after = world.open();
		const [left] = after.list.shown;
		expect([left?.value.content, left?.sending, left?.reason]).toEqual([
			'Hello',
			'failed',
			words.wasLeft,
		]);
		expect(after.draft().content).toBe('And');
		world.answers.push(json(201, comment('7')));
		if (left) await after.send(left, after.draft());
		expect(world.asked.at(-1)?.key).toBe(world.asked.at(-2)?.key);
		expect(world.open().list.shown).toEqual([]);
	});

	it('keeps no more what was thrown away after it was refused', async () => {
		const [first] = await read('3');
		if (!first) throw new Error('nothing was read');
		world.answers.push(json(403, { code: 'forbidden' }));
		await write('Hello', first);
		const draft = world.thread.draft(first);
		draft.content = 'And';
		const [refused] = first.replies?.shown ?? [];
		await vi.waitFor(() => expect(refused?.sending).toBe('failed'));
		if (refused) world.thread.discard(refused, draft, first);
		expect(first.replies?.shown).toEqual([]);
		const after = world.open();
		const again = after.keep(comment('3'));
		after.answer(again);
		expect([again.replies, after.draft(again).content]).toEqual([undefined, 'And']);
	});

	it('stays in another order as long as it is not sent', async () => {
		await read('3');
		world.answers.push(new Error('offline'), json(200, page([comment('2'), comment('3')])));
		await write('Hello');
		const [mine] = world.thread.list.shown;
		await vi.waitFor(() => expect(mine?.sending).toBe('failed'));
		await world.thread.order('oldest');
		expect(world.thread.list.shown.map(({ value }) => value.content)).toEqual([
			'Comment 2',
			'Comment 3',
			'Hello',
		]);
		world.answers.push(json(201, comment('7')));
		if (mine) await world.thread.send(mine, world.thread.draft());
		expect(shown()).toEqual(['2', '3', '7']);
	});

	it('posts once, however often it is asked to', async () => {
		await read();
		world.answers.push(json(201, comment('7')));
		const draft = world.thread.draft();
		draft.content = 'Hello';
		await Promise.all([world.thread.publish(draft), world.thread.publish(draft)]);
		await vi.waitFor(() => expect(shown()).toEqual(['7']));
		expect(world.calls.filter((call) => call.startsWith('POST'))).toHaveLength(1);
	});

	it('keeps what is typed through a reload, and its key once it was sent', async () => {
		await read();
		const draft = world.thread.draft();
		draft.content = 'Half a';
		draft.save();
		expect(world.open().draft().content).toBe('Half a');
		draft.content = 'Half a sentence';
		world.answers.push(new Error('offline'));
		await world.thread.publish(draft);
		await vi.waitFor(() => expect(world.thread.list.shown[0]?.sending).toBe('failed'));
		draft.save();
		const after = world.open();
		expect(after.draft().content).toBe('Half a sentence');
		world.answers.push(json(201, comment('7')));
		await after.publish(after.draft());
		await vi.waitFor(() => expect(after.list.shown[0]?.id).toBe('7'));
		expect(world.asked.at(-1)?.key).toBe(world.asked.at(-2)?.key);
		expect(world.open().draft().content).toBe('');
	});

	it('puts an answer below what it answers, and opens that', async () => {
		const [first] = await read('3');
		world.answers.push(json(201, reply('8', '3', 1)));
		await write('Yes', first);
		await vi.waitFor(() => expect(first?.replies?.shown.map(({ id }) => id)).toEqual(['8']));
		expect(first?.open).toBe(true);
		expect(world.asked.at(-1)?.body).toEqual({ content: 'Yes', parent_id: '3' });
		expect(world.thread.acts.said).toBe(words.replyAdded);
	});

	it('shows the answers that were folded, with the one that is written', async () => {
		const [first] = await read('3');
		if (!first) throw new Error('nothing was read');
		first.value = comment('3', { reply_count: 1 });
		world.answers.push(json(200, page([reply('4', '3', 1)])), json(201, reply('8', '3', 1)));
		await write('Yes', first);
		await vi.waitFor(() => expect(first.replies?.shown.map(({ id }) => id)).toEqual(['4', '8']));
		expect(first.replies?.status).toBe('ready');
	});

	it('leaves the others unread where they have a page of their own', async () => {
		const deep = world.thread.keep(reply('5', '4', 2, { reply_count: 1 }));
		world.answers.push(json(201, reply('8', '5', 3)));
		await write('Yes', deep);
		await vi.waitFor(() => expect(deep.replies?.shown.map(({ id }) => id)).toEqual(['8']));
		expect(world.calls).toEqual(['POST /posts/9/comments']);
	});

	it('refuses what says nothing or too much', async () => {
		await read();
		expect(await write('  ')).toBe(false);
		expect(world.thread.draft().error).toBe(words.empty);
		expect(await write('ß'.repeat(5_001))).toBe(false);
		expect(world.thread.draft().error).toBe(words.tooLong);
		expect(world.calls).toHaveLength(1);
	});
});
