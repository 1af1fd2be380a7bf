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

beforeEach(() => {
	answers = [];
	asked = [];
	toasts = new Toasts();
	posts = new Posts(toasts);
	vi.stubGlobal('fetch', async (request: Request) => {
		asked.push(`${request.method} ${new URL(request.url).pathname.replace('/api/v1', '')}`);
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

const act = () => toasts.act(toasts.list.at(-1)?.id ?? -1);

describe('keeping a post', () => {
	it('shows at once and can be taken back', async () => {
		const live = posts.keep(post({ bookmarked: false }));
		answers = [{ status: 204 }, { status: 204 }];
		const done = posts.bookmark(live, true);
		expect(live.value.bookmarked).toBe(true);
		await done;
		expect(live.value).toMatchObject({ bookmarked: true, content: 'Kettle is on.' });
		act();
		await vi.waitFor(() => expect(live.value.bookmarked).toBe(false));
		await vi.waitFor(() => expect(asked).toEqual(['PUT /posts/5/bookmark', 'DELETE /posts/5/bookmark']));
	});

	it('is taken back with a reason when it is refused', async () => {
		const live = posts.keep(post({ bookmarked: false }));
		answers = [{ status: 503, body: { code: 'busy' } }];
		await posts.bookmark(live, true);
		expect(live.value.bookmarked).toBe(false);
		expect(toasts.list.map(({ tone }) => tone)).toEqual(['error']);
	});
});

describe('pinning a post', () => {
	const mine = { author: { id: '2' } as Post['author'], pinned: false };

	it('unpins the one that was pinned', async () => {
		const before = posts.keep(post({ ...mine, id: '4', pinned: true }));
		const ofOther = posts.keep(
			post({ ...mine, id: '6', pinned: true, author: { id: '3' } as Post['author'] }),
		);
		const live = posts.keep(post(mine));
		answers = [{ status: 204 }];
		await posts.pin(live, true);
		expect([live, before, ofOther].map(({ value }) => value.pinned)).toEqual([true, false, true]);
	});

	it('changes nothing when it is refused', async () => {
		const before = posts.keep(post({ ...mine, id: '4', pinned: true }));
		const live = posts.keep(post(mine));
		answers = [{ status: 404, body: { code: 'not_found' } }];
		await posts.pin(live, true);
		expect([live, before].map(({ value }) => value.pinned)).toEqual([false, true]);
		expect(toasts.list.at(-1)?.tone).toBe('error');
	});
});

describe('what is inside of a share', () => {
	const original = () => post({ id: '3', share_count: 1 });
	const share = (change: Partial<Post> = {}) =>
		post({ is_share: true, shared_post: original(), ...change });

	it('is the same object as on its own', () => {
		const live = posts.keep(share());
		const inside = posts.inside(live);
		expect(inside).toBe(posts.keep(original()));
		posts.keep({ ...original(), content: 'Cold.' });
		expect(inside?.value.content).toBe('Cold.');
	});

	it('is nothing when it is not for who looks, or gone', () => {
		expect(posts.inside(posts.keep(share({ shared_post: null })))).toBeUndefined();
		const live = posts.keep(share());
		posts.keep(original()).deleted = true;
		expect(posts.inside(live)).toBeUndefined();
	});

	it('is shared once less when the share is deleted, and again when that is taken back', async () => {
		const live = posts.keep(share());
		answers = [{ status: 204 }, { status: 200, body: share() }];
		await posts.remove(live);
		expect(posts.inside(live)?.value.share_count).toBe(0);
		await posts.restore(live);
		expect(posts.inside(live)?.value.share_count).toBe(1);
	});
});
