import { beforeEach, describe, expect, it, vi } from 'vitest';
import { words } from '$lib/words/comments';
import { words as ui } from '$lib/words/ui';
import { comment, json, World } from './testing/world';

let world: World;

beforeEach(() => {
	world = new World();
});

const shown = () => world.shown;
const read = (...ids: string[]) => world.read(...ids);

describe('changing', () => {
	it('edits in place, and leaves what was typed when that fails', async () => {
		const [first] = await read('3');
		if (!first) throw new Error('nothing was read');
		const draft = world.thread.editing(first);
		expect(draft.content).toBe('Comment 3');
		draft.content = 'Better';
		world.answers.push(json(404, { code: 'not_found' }));
		expect(await world.thread.acts.edit(first, draft)).toBe(false);
		expect([draft.content, first.value.content]).toEqual(['Better', 'Comment 3']);
		world.answers.push(
			json(200, comment('3', { content: 'Better', edited_at: '2026-11-21T10:00:00.000Z' })),
		);
		expect(await world.thread.acts.edit(first, draft)).toBe(true);
		expect(first.value.content).toBe('Better');
		expect(world.asked.at(-1)?.body).toEqual({ content: 'Better', media_id: null });
	});

	it('edits what it says by now, however often', async () => {
		const [first] = await read('3');
		if (!first) throw new Error('nothing was read');
		for (const content of ['Better', 'Best']) {
			const draft = world.thread.editing(first);
			expect(draft.content).toBe(first.value.content);
			draft.content = content;
			draft.save();
			world.answers.push(json(200, comment('3', { content })));
			expect(await world.thread.acts.edit(first, draft)).toBe(true);
			// The form that shows it does so once more.
			draft.save();
			expect(draft.content).toBe(content);
		}
		expect(world.thread.editing(first).content).toBe('Best');
		expect(sessionStorage).toHaveLength(0);
	});

	it('keeps nothing of a change that is thrown away', async () => {
		const [first] = await read('3');
		if (!first) throw new Error('nothing was read');
		const draft = world.thread.editing(first);
		draft.content = 'Worse';
		draft.save();
		draft.discard();
		draft.save();
		expect([draft.content, sessionStorage.length]).toEqual(['Comment 3', 0]);
	});

	it('takes a comment away at once, and brings it back', async () => {
		const [first] = await read('3', '2');
		if (!first) throw new Error('nothing was read');
		const removed = world.thread.acts.remove(first);
		expect(shown()).toEqual(['2']);
		expect(world.counted).toBe(-1);
		await removed;
		const [toast] = world.toasts.list;
		expect([toast?.text, toast?.action?.label]).toEqual([words.deleted, ui.undo]);
		world.answers.push(json(200, comment('3')));
		world.toasts.act(toast?.id ?? 0);
		await vi.waitFor(() => expect(world.toasts.list.at(-1)?.text).toBe(words.restored));
		expect(shown()).toEqual(['3', '2']);
		expect(world.counted).toBe(0);
	});

	it('leaves the place of a comment that is answered', async () => {
		const [first] = await read('3');
		if (!first) throw new Error('nothing was read');
		first.value = comment('3', { reply_count: 1 });
		await world.thread.acts.remove(first);
		expect(shown()).toEqual(['3']);
		expect(first.isPlace).toBe(true);
	});

	it('shows it again when it could not be deleted', async () => {
		const [first] = await read('3');
		if (!first) throw new Error('nothing was read');
		world.answers.push(json(503, { code: 'busy' }));
		await world.thread.acts.remove(first);
		expect(shown()).toEqual(['3']);
		expect([world.counted, world.toasts.list.at(-1)?.action?.label]).toEqual([0, ui.retry]);
	});

	it('offers no way back to what was gone before it was deleted here', async () => {
		const [first] = await read('3');
		if (!first) throw new Error('nothing was read');
		world.answers.push(json(404, { code: 'not_found' }));
		await world.thread.acts.remove(first);
		expect(shown()).toEqual([]);
		expect(world.toasts.list).toMatchObject([{ text: words.deleted, action: undefined }]);
	});

	it('hides what somebody said, and shows it again', async () => {
		await read('3');
		world.thread.hideBy('2', true);
		expect(shown()).toEqual([]);
		world.thread.hideBy('2', false);
		expect(shown()).toEqual(['3']);
	});
});
