import { describe, expect, it, vi } from 'vitest';
import type { Poll } from './poll';
import type { Post } from './post';
import { Served, post } from './testing/served';

const served = Served.inEachTest();

describe('voting', () => {
	const option = (id: string, votes: number | null) => ({ id, text: `Option ${id}`, votes });
	const poll = (votes: [number | null, number | null], mine: string[]): Poll => ({
		options: [option('1', votes[0]), option('2', votes[1])],
		multiple: false,
		ends_at: null,
		results: 'after_vote',
		ended: false,
		voter_count: votes[0] === null ? null : (votes[0] ?? 0) + (votes[1] ?? 0),
		mine,
	});
	const OPEN = poll([null, null], []);

	it('shows the choice at once, and the numbers when the server tells them', async () => {
		const live = served.posts.keep(post({ poll: OPEN }));
		served.answers.push({ status: 200, body: poll([3, 1], ['1']) });
		const done = served.posts.vote(live, ['1']);
		expect(live.value.poll).toEqual(poll([null, null], ['1']));
		expect(await done).toBe(true);
		expect(live.value.poll).toEqual(poll([3, 1], ['1']));
		expect(served.asked).toEqual(['PUT /posts/5/poll/vote']);
	});

	it('moves the numbers that are known, and hides them from who takes the vote back', async () => {
		const live = served.posts.keep(post({ poll: poll([3, 1], ['1']) }));
		const letGo = served.held();
		served.answers.push({ status: 200, body: poll([2, 2], ['2']) }, { status: 200, body: OPEN });
		const all = [served.posts.vote(live, ['2'])];
		expect(live.value.poll).toEqual(poll([2, 2], ['2']));
		all.push(served.posts.vote(live, []));
		expect(live.value.poll).toEqual(OPEN);
		letGo();
		expect(await Promise.all(all)).toEqual([true, true]);
		expect(live.value.poll).toEqual(OPEN);
	});

	it('is taken back with a reason when it is refused, and can be tried again', async () => {
		const live = served.posts.keep(post({ poll: OPEN }));
		served.answers.push(new TypeError('offline'), { status: 200, body: poll([1, 0], ['1']) });
		expect(await served.posts.vote(live, ['1'])).toBe(false);
		expect(live.value.poll).toEqual(OPEN);
		expect(served.said()).toEqual([expect.stringContaining('Your vote wasn’t counted.')]);
		served.act();
		await vi.waitFor(() => expect(live.value.poll).toEqual(poll([1, 0], ['1'])));
	});

	it('shows how it ended to who came too late', async () => {
		const live = served.posts.keep(post({ poll: OPEN }));
		const over = { ...poll([2, 1], []), ended: true };
		served.answers.push({ status: 409, body: { code: 'poll_ended', detail: 'The poll has ended.' } });
		served.answers.push({ status: 200, body: post({ poll: over }) });
		expect(await served.posts.vote(live, ['1'])).toBe(false);
		await vi.waitFor(() => expect(live.value.poll).toEqual(over));
	});
});

describe('reacting', () => {
	const NONE = { total: 0, by_kind: {}, mine: null };
	const LIKED: Post['reactions'] = { total: 1, by_kind: { like: 1 }, mine: 'like' };
	const LOVED = { total: 4, by_kind: { love: 4 }, mine: 'love' };

	it('shows at once and is what the server says then', async () => {
		const live = served.posts.keep(post({ reactions: NONE }));
		served.answers.push({ status: 200, body: LOVED });
		const done = served.posts.react(live, 'love');
		expect(live.value.reactions).toEqual({ total: 1, by_kind: { love: 1 }, mine: 'love' });
		await done;
		expect(live.value.reactions).toEqual(LOVED);
		expect(served.asked).toEqual(['PUT /posts/5/reaction']);
	});

	it('sends of quick choices the first and the last', async () => {
		const live = served.posts.keep(post({ reactions: NONE }));
		const letGo = served.held();
		served.answers.push({ status: 200, body: LIKED }, { status: 200, body: LOVED });
		const first = served.posts.react(live, 'like');
		await Promise.resolve();
		const all = [
			first,
			served.posts.react(live, null),
			served.posts.react(live, 'sad'),
			served.posts.react(live, 'love'),
		];
		expect(live.value.reactions).toMatchObject({ total: 1, mine: 'love' });
		letGo();
		await Promise.all(all);
		expect(served.asked).toEqual(['PUT /posts/5/reaction', 'PUT /posts/5/reaction']);
		expect(live.value.reactions).toEqual(LOVED);
	});

	it('is taken back with a reason when it is refused, and can be tried again', async () => {
		const live = served.posts.keep(post({ reactions: LIKED }));
		served.answers.push(new TypeError('offline'), { status: 200, body: NONE });
		await served.posts.react(live, null);
		expect(live.value.reactions).toEqual(LIKED);
		expect(served.said()).toEqual([expect.stringContaining('Your reaction wasn’t saved.')]);
		served.act();
		await vi.waitFor(() => expect(live.value.reactions).toEqual(NONE));
		expect(served.asked).toEqual(['DELETE /posts/5/reaction', 'DELETE /posts/5/reaction']);
	});
});
