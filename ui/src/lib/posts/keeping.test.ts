import { describe, expect, it, vi } from 'vitest';
import type { Post } from './post';
import { post, Served } from './testing/served';

const served = Served.inEachTest();

describe('keeping a post', () => {
	it('shows at once and can be taken back', async () => {
		const live = served.posts.keep(post({ bookmarked: false }));
		served.answers.push({ status: 204 }, { status: 204 });
		const done = served.posts.bookmark(live, true);
		expect(live.value.bookmarked).toBe(true);
		await done;
		expect(live.value).toMatchObject({ bookmarked: true, content: 'Kettle is on.' });
		served.act();
		await vi.waitFor(() => expect(live.value.bookmarked).toBe(false));
		await vi.waitFor(() =>
			expect(served.asked).toEqual(['PUT /posts/5/bookmark', 'DELETE /posts/5/bookmark']),
		);
	});

	it('is taken back with a reason when it is refused', async () => {
		const live = served.posts.keep(post({ bookmarked: false }));
		served.answers.push({ status: 503, body: { code: 'busy' } });
		await served.posts.bookmark(live, true);
		expect(live.value.bookmarked).toBe(false);
		expect(served.toasts.list.map(({ tone }) => tone)).toEqual(['error']);
	});
});

describe('pinning a post', () => {
	const mine = { author: { id: '2' } as Post['author'], pinned: false };

	it('unpins the one that was pinned', async () => {
		const before = served.posts.keep(post({ ...mine, id: '4', pinned: true }));
		const ofOther = served.posts.keep(
			post({ ...mine, id: '6', pinned: true, author: { id: '3' } as Post['author'] }),
		);
		const live = served.posts.keep(post(mine));
		served.answers.push({ status: 204 });
		await served.posts.pin(live, true);
		expect([live, before, ofOther].map(({ value }) => value.pinned)).toEqual([true, false, true]);
	});

	it('of a group leaves the profile as it is, and can be taken back', async () => {
		const before = served.posts.keep(post({ ...mine, id: '4', pinned: true }));
		const live = served.posts.keep(post({ ...mine, audience: 'group' }));
		served.answers.push({ status: 204 }, { status: 204 });
		await served.posts.pin(live, true);
		expect([live, before].map(({ value }) => value.pinned)).toEqual([true, true]);
		served.act();
		await vi.waitFor(() => expect(live.value.pinned).toBe(false));
		await vi.waitFor(() => expect(served.asked).toEqual(['PUT /posts/5/pin', 'DELETE /posts/5/pin']));
	});

	it('in a group where enough is pinned says so', async () => {
		const live = served.posts.keep(post({ ...mine, audience: 'group' }));
		const detail = 'Three posts are pinned already.';
		served.answers.push({ status: 409, body: { code: 'too_many_pins', detail } });
		await served.posts.pin(live, true);
		expect(live.value.pinned).toBe(false);
		expect(served.said().at(-1)).toContain(detail);
	});

	it('changes nothing when it is refused', async () => {
		const before = served.posts.keep(post({ ...mine, id: '4', pinned: true }));
		const live = served.posts.keep(post(mine));
		served.answers.push({ status: 404, body: { code: 'not_found' } });
		await served.posts.pin(live, true);
		expect([live, before].map(({ value }) => value.pinned)).toEqual([false, true]);
		expect(served.toasts.list.at(-1)?.tone).toBe('error');
	});
});

describe('what is inside of a share', () => {
	const original = () => post({ id: '3', share_count: 1 });
	const share = (change: Partial<Post> = {}) =>
		post({ is_share: true, shared_post: original(), ...change });

	it('is the same object as on its own', () => {
		const live = served.posts.keep(share());
		const inside = served.posts.inside(live);
		expect(inside).toBe(served.posts.keep(original()));
		served.posts.keep({ ...original(), content: 'Cold.' });
		expect(inside?.value.content).toBe('Cold.');
	});

	it('is nothing when it is not for who looks, or gone', () => {
		expect(served.posts.inside(served.posts.keep(share({ shared_post: null })))).toBeUndefined();
		const live = served.posts.keep(share());
		served.posts.keep(original()).deleted = true;
		expect(served.posts.inside(live)).toBeUndefined();
	});

	it('is shared once less when the share is deleted, and again when that is taken back', async () => {
		const live = served.posts.keep(share());
		served.answers.push({ status: 204 }, { status: 200, body: share() });
		await served.posts.remove(live);
		expect(served.posts.inside(live)?.value.share_count).toBe(0);
		await served.posts.restore(live);
		expect(served.posts.inside(live)?.value.share_count).toBe(1);
	});
});
