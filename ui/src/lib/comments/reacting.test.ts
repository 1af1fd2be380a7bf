import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Reactions } from '$lib/reactions/reactions';
import { comment, json, World } from './testing/world';

const reactions = (by_kind: Reactions['by_kind'], mine: Reactions['mine']): Reactions => ({
	total: Object.values(by_kind).reduce((sum, count) => sum + count, 0),
	by_kind,
	mine,
});

afterEach(() => vi.unstubAllGlobals());

describe('reacting to a comment', () => {
	it('shows at once, and then what the server says', async () => {
		const world = new World();
		const live = world.thread.keep(comment('5'));
		world.answers = [json(200, reactions({ love: 3 }, 'love'))];
		const done = world.thread.acts.react(live, 'love');
		expect(live.reactions).toMatchObject({ total: 1, mine: 'love' });
		await done;
		expect(live.reactions).toMatchObject({ total: 3, mine: 'love' });
		expect(world.asked).toMatchObject([{ call: 'PUT /comments/5/reaction', body: { kind: 'love' } }]);
	});

	it('sends of quick choices the last, after the one that is on its way', async () => {
		const world = new World();
		const live = world.thread.keep(comment('5'));
		world.answers = [json(200, reactions({ like: 1 }, 'like')), json(200, reactions({}, null))];
		const done = world.thread.acts.react(live, 'like');
		void world.thread.acts.react(live, 'sad');
		void world.thread.acts.react(live, null);
		expect(live.reactions).toMatchObject({ total: 0, mine: null });
		await done;
		expect(world.calls).toEqual(['PUT /comments/5/reaction', 'DELETE /comments/5/reaction']);
		expect(live.reactions).toMatchObject({ total: 0, mine: null });
	});

	it('is as it was, and says why, when it was not stored', async () => {
		const world = new World();
		const live = world.thread.keep(comment('5', { reactions: reactions({ wow: 2 }, 'wow') }));
		world.answers = [new TypeError('no network')];
		await world.thread.acts.react(live, null);
		expect(live.reactions).toMatchObject({ total: 2, mine: 'wow' });
		expect(world.toasts.list).toHaveLength(1);
	});
});

describe('a reaction that was not stored', () => {
	const retry = (world: World) => world.toasts.act(world.toasts.list.at(-1)?.id ?? 0);

	it('is the last that was chosen when it is tried again', async () => {
		const world = new World();
		const live = world.thread.keep(comment('5'));
		world.answers = [new TypeError('no network'), json(200, reactions({ sad: 1 }, 'sad'))];
		const done = world.thread.acts.react(live, 'like');
		await world.thread.acts.react(live, 'sad');
		await done;
		expect(live.reactions.mine).toBeNull();
		retry(world);
		await vi.waitFor(() => expect(live.value.reactions.mine).toBe('sad'));
		expect(world.asked.at(-1)?.body).toEqual({ kind: 'sad' });
	});

	it('is not offered any more once another was chosen', async () => {
		const world = new World();
		const live = world.thread.keep(comment('5'));
		world.answers = [new TypeError('no network'), json(200, reactions({ love: 1 }, 'love'))];
		await world.thread.acts.react(live, 'like');
		expect(world.toasts.list).toHaveLength(1);
		await world.thread.acts.react(live, 'love');
		expect(world.toasts.list).toEqual([]);
	});
});

describe('a mention in vain', () => {
	it('is told to who wrote the comment', async () => {
		const world = new World();
		const cid = { id: '7', handle: 'cid', display_name: 'Cid Roy' };
		world.answers = [json(200, comment('5', { unreached_mentions: [cid] as never }))];
		const live = world.thread.keep(comment('5'));
		const draft = world.thread.editing(live);
		draft.content = 'Hello @cid';
		expect(await world.thread.acts.edit(live, draft)).toBe(true);
		expect(world.toasts.list.map(({ text }) => text)).toEqual(['@cid can’t see this post.']);
	});
});
