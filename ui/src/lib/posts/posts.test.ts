import { describe, expect, it, vi } from 'vitest';
import { hideIn } from './membership';
import type { Post } from './post';
import { Served, post } from './testing/served';
import { changeAudience } from './who';

const served = Served.inEachTest();

describe('a post on the page', () => {
	it('is one object, whichever list it came with', () => {
		const first = served.posts.keep(post());
		const second = served.posts.keep(post({ content: 'Kettle is off.' }));
		expect(second).toBe(first);
		expect(first.value.content).toBe('Kettle is off.');
	});

	it('goes and comes with everything of its author, when they are blocked and unblocked', () => {
		const by = (id: string, author: string) =>
			served.posts.keep(post({ id, author: { id: author } as Post['author'] }));
		const [first, second, other] = [by('5', '2'), by('6', '2'), by('7', '3')];
		served.posts.hideBy('2', true);
		expect([first.gone, second.gone, other.gone]).toEqual([true, true, false]);
		expect(first.deleted).toBe(false);
		served.posts.hideBy('2', false);
		expect([first.gone, second.gone, other.gone]).toEqual([false, false, false]);
	});

	it('goes with its group, also what one wrote oneself', () => {
		const group = { id: '7', title: 'Choir' };
		const theirs = served.posts.keep(post({ id: '5', group, visible_because: 'member' }));
		const own = served.posts.keep(post({ id: '6', group, visible_because: 'author' }));
		const other = served.posts.keep(post({ id: '8', group: null, visible_because: 'public' }));
		hideIn(served.posts, '7', true);
		expect([theirs.gone, own.gone, other.gone]).toEqual([true, true, false]);
		hideIn(served.posts, '7', false);
		expect([theirs.gone, own.gone, other.gone]).toEqual([false, false, false]);
	});

	it('is forgotten when the server no longer shows it', async () => {
		served.posts.keep(post());
		served.answers = [{ status: 404, body: { code: 'not_found' } }];
		await expect(served.posts.load('5')).rejects.toMatchObject({ status: 404 });
		expect(served.posts.get('5')).toBeUndefined();
	});
});

describe('changing a post', () => {
	it('shows at once and then as the server has it', async () => {
		const live = served.posts.keep(post());
		served.answers = [{ status: 200, body: post({ content: 'New.', edited_at: 'now' }) }];
		const done = served.posts.edit(live, { content: 'New. ' });
		expect(live.value.content).toBe('New. ');
		await done;
		expect(live.value).toMatchObject({ content: 'New.', edited_at: 'now' });
	});

	it('is taken back when it is refused', async () => {
		const live = served.posts.keep(post());
		served.answers = [{ status: 422, body: { code: 'validation' } }];
		await expect(served.posts.edit(live, { content: '' })).rejects.toMatchObject({ status: 422 });
		expect(live.value.content).toBe('Kettle is on.');
	});

	it('goes out after the one before it, and only the last one is seen', async () => {
		const live = served.posts.keep(post());
		const letGo = served.held();
		served.answers = [
			{ status: 200, body: post({ audience: 'friends' }) },
			{ status: 200, body: post({ audience: 'only_me' }) },
		];
		const first = served.posts.edit(live, { audience: 'friends' });
		const second = served.posts.edit(live, { audience: 'only_me' });
		await vi.waitFor(() => expect(served.asked).toHaveLength(1));
		letGo();
		await first;
		expect(live.value.audience).toBe('only_me');
		await second;
		expect([live.value.audience, served.asked.length]).toEqual(['only_me', 2]);
	});

	it('goes out although the one before it was refused', async () => {
		const live = served.posts.keep(post());
		served.answers = [
			{ status: 422, body: {} },
			{ status: 200, body: post({ content: 'New.' }) },
		];
		const first = served.posts.edit(live, { audience: 'friends' });
		const second = served.posts.edit(live, { content: 'New.' });
		await expect(first).rejects.toMatchObject({ status: 422 });
		expect(live.value).toMatchObject({ audience: 'public', content: 'New.' });
		await second;
		expect(live.value).toMatchObject({ audience: 'public', content: 'New.' });
	});

	it('is not undone by what was asked for before it', async () => {
		const live = served.posts.keep(post());
		const before = served.posts.now();
		served.answers = [{ status: 200, body: post({ audience: 'only_me' }) }];
		const done = served.posts.edit(live, { audience: 'only_me' });
		served.posts.keep(post(), served.posts.now());
		expect(live.value.audience).toBe('only_me');
		await done;
		served.posts.keep(post(), before);
		expect(live.value.audience).toBe('only_me');
		served.posts.keep(post({ audience: 'friends' }), served.posts.now());
		expect(live.value.audience).toBe('friends');
	});

	it('does not keep out what has become of the rest meanwhile', async () => {
		const author = { id: '2' } as Post['author'];
		const live = served.posts.keep(post({ author, comment_count: 1, pinned: true }));
		const other = served.posts.keep(post({ author, id: '4', pinned: false }));
		const letGo = served.held();
		served.answers = [
			{ status: 200, body: { content: 'New.' } },
			{ status: 204 },
			{ status: 503, body: { code: 'busy' } },
		];
		const edited = served.posts.edit(live, { content: 'New.' });
		const pinned = served.posts.pin(other, true);
		served.posts.commented(live, 1);
		expect(live.value).toMatchObject({ content: 'New.', comment_count: 2 });
		letGo();
		await Promise.all([edited, pinned]);
		expect(live.value).toMatchObject({ content: 'New.', comment_count: 2, pinned: false });

		const refused = served.posts.edit(live, { content: 'Newer.' });
		served.posts.keep({ ...live.value, content: 'New.', comment_count: 7 }, served.posts.now());
		expect(live.value).toMatchObject({ content: 'Newer.', comment_count: 7 });
		await expect(refused).rejects.toMatchObject({ status: 503 });
		expect(live.value).toMatchObject({ content: 'New.', comment_count: 7 });
	});

	it('elsewhere is seen whichever answer comes first', async () => {
		const live = served.posts.keep(post());
		const letGo = served.held();
		served.answers = [
			{ status: 200, body: post({ audience: 'only_me' }) },
			{ status: 200, body: post({ audience: 'public' }) },
		];
		const earlier = served.posts.now();
		const loaded = served.posts.load('5');
		letGo();
		await loaded;
		served.posts.keep(post({ audience: 'public' }), earlier);
		expect(live.value.audience).toBe('only_me');
	});

	it('of the audience says what it is now, or why it is not, and can be tried again', async () => {
		const live = served.posts.keep(post());
		served.answers = [
			new TypeError('Failed to fetch'),
			{ status: 200, body: post({ audience: 'only_me' }) },
		];
		await changeAudience(served.posts, live, 'only_me');
		expect(live.value.audience).toBe('public');
		expect(served.said()[0]).toContain('can’t be reached');
		served.act();
		await vi.waitFor(() => expect(served.said()).toEqual(['Who can see it now: Only me.']));
		expect(live.value.audience).toBe('only_me');
	});

	it('to what it is already asks nobody', async () => {
		await changeAudience(served.posts, served.posts.keep(post()), 'public');
		expect(served.asked).toEqual([]);
	});
});

describe('deleting a post', () => {
	it('is seen at once and can be taken back', async () => {
		const live = served.posts.keep(post());
		served.answers = [{ status: 204 }, { status: 200, body: post() }];
		const done = served.posts.remove(live);
		expect(live.gone).toBe(true);
		await done;
		served.act();
		await vi.waitFor(() => expect(live.gone).toBe(false));
		await vi.waitFor(() => expect(served.said()).toEqual(['Post restored.']));
		expect(served.asked).toEqual(['DELETE /posts/5', 'POST /posts/5/restore']);
	});

	it('waits for the deletion before it is taken back', async () => {
		const live = served.posts.keep(post());
		const letGo = served.held();
		served.answers = [{ status: 204 }, { status: 200, body: post() }];
		const done = served.posts.remove(live);
		served.act();
		expect(served.asked).toEqual(['DELETE /posts/5']);
		letGo();
		await done;
		await vi.waitFor(() => expect(served.asked).toEqual(['DELETE /posts/5', 'POST /posts/5/restore']));
		await vi.waitFor(() => expect(live.gone).toBe(false));
	});

	it('is undone with the reason when it fails', async () => {
		const live = served.posts.keep(post());
		served.answers = [{ status: 500, body: {} }];
		await served.posts.remove(live);
		expect(live.gone).toBe(false);
		expect(served.said()).toHaveLength(1);
		expect(served.said()[0]).toContain('still there');
		expect(served.toasts.list[0]?.action?.label).toBe('Try again');
	});

	it('of a post that is gone already is what was wanted', async () => {
		const live = served.posts.keep(post());
		served.answers = [{ status: 404, body: { code: 'not_found' } }];
		await served.posts.remove(live);
		expect(live.gone).toBe(true);
	});

	it('happens once', async () => {
		const live = served.posts.keep(post());
		served.answers = [{ status: 204 }];
		await Promise.all([served.posts.remove(live), served.posts.remove(live)]);
		expect(served.asked).toEqual(['DELETE /posts/5']);
	});

	it('stays when taking it back fails', async () => {
		const live = served.posts.keep(post());
		served.answers = [{ status: 204 }, { status: 404, body: { code: 'not_found' } }];
		await served.posts.remove(live);
		await served.posts.restore(live);
		expect(live.gone).toBe(true);
		expect(served.toasts.list.at(-1)?.tone).toBe('error');
	});
});
