import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Toasts } from '$lib/ui/feedback/toasts.svelte';
import type { Post } from './post';
import { Posts } from './posts.svelte';

const post = (change: Partial<Post> = {}): Post =>
	({ id: '5', content: 'Kettle is on.', title: null, audience: 'public', media: [], ...change }) as Post;

type Answer = { status: number; body?: unknown } | Error;

let answers: Answer[] = [];
let asked: string[] = [];
let toasts: Toasts;
let posts: Posts;

/** Holds back the next answer until it is called. */
let hold: Promise<void> | undefined;

beforeEach(() => {
	answers = [];
	asked = [];
	hold = undefined;
	toasts = new Toasts();
	posts = new Posts(toasts);
	vi.stubGlobal('fetch', async (request: Request) => {
		asked.push(`${request.method} ${new URL(request.url).pathname.replace('/api/v1', '')}`);
		await hold;
		const answer = answers.shift() ?? new Error('No answer was prepared');
		if (answer instanceof Error) throw answer;
		const headers = { 'content-type': 'application/json' };
		return new Response(answer.body === undefined ? null : JSON.stringify(answer.body), {
			status: answer.status,
			headers,
		});
	});
});

afterEach(() => vi.unstubAllGlobals());

/** Holds the answers back until what it gives is called. */
function held(): () => void {
	let letGo: () => void = () => undefined;
	hold = new Promise((resolve) => (letGo = resolve));
	return () => letGo();
}

const said = () => toasts.list.map((toast) => toast.text);
const act = () => toasts.act(toasts.list.at(-1)?.id ?? -1);

describe('a post on the page', () => {
	it('is one object, whichever list it came with', () => {
		const first = posts.keep(post());
		const second = posts.keep(post({ content: 'Kettle is off.' }));
		expect(second).toBe(first);
		expect(first.value.content).toBe('Kettle is off.');
	});

	it('goes and comes with everything of its author, when they are blocked and unblocked', () => {
		const by = (id: string, author: string) =>
			posts.keep(post({ id, author: { id: author } as Post['author'] }));
		const [first, second, other] = [by('5', '2'), by('6', '2'), by('7', '3')];
		posts.hideBy('2', true);
		expect([first.gone, second.gone, other.gone]).toEqual([true, true, false]);
		expect(first.deleted).toBe(false);
		posts.hideBy('2', false);
		expect([first.gone, second.gone, other.gone]).toEqual([false, false, false]);
	});

	it('is forgotten when the server no longer shows it', async () => {
		posts.keep(post());
		answers = [{ status: 404, body: { code: 'not_found' } }];
		await expect(posts.load('5')).rejects.toMatchObject({ status: 404 });
		expect(posts.get('5')).toBeUndefined();
	});

	it.each([
		['x'.repeat(421), true],
		['x'.repeat(420), false],
		['line\n'.repeat(8), true],
		['line\nline', false],
	])('folds when it is long (%#)', (content, isLong) => {
		expect(posts.keep(post({ content })).isLong).toBe(isLong);
	});
});

describe('changing a post', () => {
	it('shows at once and then as the server has it', async () => {
		const live = posts.keep(post());
		answers = [{ status: 200, body: post({ content: 'New.', edited_at: 'now' }) }];
		const done = posts.edit(live, { content: 'New. ' });
		expect(live.value.content).toBe('New. ');
		await done;
		expect(live.value).toMatchObject({ content: 'New.', edited_at: 'now' });
	});

	it('is taken back when it is refused', async () => {
		const live = posts.keep(post());
		answers = [{ status: 422, body: { code: 'validation' } }];
		await expect(posts.edit(live, { content: '' })).rejects.toMatchObject({ status: 422 });
		expect(live.value.content).toBe('Kettle is on.');
	});

	it('goes out after the one before it, and only the last one is seen', async () => {
		const live = posts.keep(post());
		const letGo = held();
		answers = [
			{ status: 200, body: post({ audience: 'friends' }) },
			{ status: 200, body: post({ audience: 'only_me' }) },
		];
		const first = posts.edit(live, { audience: 'friends' });
		const second = posts.edit(live, { audience: 'only_me' });
		await vi.waitFor(() => expect(asked).toHaveLength(1));
		letGo();
		await first;
		expect(live.value.audience).toBe('only_me');
		await second;
		expect([live.value.audience, asked.length]).toEqual(['only_me', 2]);
	});

	it('goes out although the one before it was refused', async () => {
		const live = posts.keep(post());
		answers = [
			{ status: 422, body: {} },
			{ status: 200, body: post({ content: 'New.' }) },
		];
		const first = posts.edit(live, { audience: 'friends' });
		const second = posts.edit(live, { content: 'New.' });
		await expect(first).rejects.toMatchObject({ status: 422 });
		expect(live.value).toMatchObject({ audience: 'public', content: 'New.' });
		await second;
		expect(live.value).toMatchObject({ audience: 'public', content: 'New.' });
	});

	it('is not undone by what was asked for before it', async () => {
		const live = posts.keep(post());
		const before = posts.now();
		answers = [{ status: 200, body: post({ audience: 'only_me' }) }];
		const done = posts.edit(live, { audience: 'only_me' });
		posts.keep(post(), posts.now());
		expect(live.value.audience).toBe('only_me');
		await done;
		posts.keep(post(), before);
		expect(live.value.audience).toBe('only_me');
		posts.keep(post({ audience: 'friends' }), posts.now());
		expect(live.value.audience).toBe('friends');
	});

	it('elsewhere is seen whichever answer comes first', async () => {
		const live = posts.keep(post());
		const letGo = held();
		answers = [
			{ status: 200, body: post({ audience: 'only_me' }) },
			{ status: 200, body: post({ audience: 'public' }) },
		];
		const earlier = posts.now();
		const loaded = posts.load('5');
		letGo();
		await loaded;
		posts.keep(post({ audience: 'public' }), earlier);
		expect(live.value.audience).toBe('only_me');
	});

	it('of the audience says what it is now, or why it is not, and can be tried again', async () => {
		const live = posts.keep(post());
		answers = [new TypeError('Failed to fetch'), { status: 200, body: post({ audience: 'only_me' }) }];
		await posts.changeAudience(live, 'only_me');
		expect(live.value.audience).toBe('public');
		expect(said()[0]).toContain('can’t be reached');
		act();
		await vi.waitFor(() => expect(said()).toEqual(['Who can see it now: Only me.']));
		expect(live.value.audience).toBe('only_me');
	});

	it('to what it is already asks nobody', async () => {
		await posts.changeAudience(posts.keep(post()), 'public');
		expect(asked).toEqual([]);
	});
});

describe('deleting a post', () => {
	it('is seen at once and can be taken back', async () => {
		const live = posts.keep(post());
		answers = [{ status: 204 }, { status: 200, body: post() }];
		const done = posts.remove(live);
		expect(live.gone).toBe(true);
		await done;
		act();
		await vi.waitFor(() => expect(live.gone).toBe(false));
		await vi.waitFor(() => expect(said()).toEqual(['Post restored.']));
		expect(asked).toEqual(['DELETE /posts/5', 'POST /posts/5/restore']);
	});

	it('waits for the deletion before it is taken back', async () => {
		const live = posts.keep(post());
		const letGo = held();
		answers = [{ status: 204 }, { status: 200, body: post() }];
		const done = posts.remove(live);
		act();
		expect(asked).toEqual(['DELETE /posts/5']);
		letGo();
		await done;
		await vi.waitFor(() => expect(asked).toEqual(['DELETE /posts/5', 'POST /posts/5/restore']));
		await vi.waitFor(() => expect(live.gone).toBe(false));
	});

	it('is undone with the reason when it fails', async () => {
		const live = posts.keep(post());
		answers = [{ status: 500, body: {} }];
		await posts.remove(live);
		expect(live.gone).toBe(false);
		expect(said()).toHaveLength(1);
		expect(said()[0]).toContain('still there');
		expect(toasts.list[0]?.action?.label).toBe('Try again');
	});

	it('of a post that is gone already is what was wanted', async () => {
		const live = posts.keep(post());
		answers = [{ status: 404, body: { code: 'not_found' } }];
		await posts.remove(live);
		expect(live.gone).toBe(true);
	});

	it('happens once', async () => {
		const live = posts.keep(post());
		answers = [{ status: 204 }];
		await Promise.all([posts.remove(live), posts.remove(live)]);
		expect(asked).toEqual(['DELETE /posts/5']);
	});

	it('stays when taking it back fails', async () => {
		const live = posts.keep(post());
		answers = [{ status: 204 }, { status: 404, body: { code: 'not_found' } }];
		await posts.remove(live);
		await posts.restore(live);
		expect(live.gone).toBe(true);
		expect(toasts.list.at(-1)?.tone).toBe('error');
	});
});
