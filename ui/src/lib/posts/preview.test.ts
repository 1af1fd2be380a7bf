import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LivePost } from './live-post.svelte';
import type { LinkPreview } from './post';
import { expectPreview } from './preview';
import { roomFor } from './preview-coming';
import { showPreview } from './preview-shown';
import { Served, post } from './testing/served';

const served = Served.inEachTest();
const preview: LinkPreview = {
	url: 'https://snow.example/a',
	host: 'snow.example',
	title: 'Snow',
	description: '',
	image: null,
};
const plain = { ...preview, title: '' };
const content = 'See https://www.snow.example/a.';

/** Makes room in a post that was just written as the composer does. */
async function awaitPreview(post: LivePost, before?: string): Promise<void> {
	const makeRoom = await roomFor(post.value.content, before);
	makeRoom?.(post);
}

describe('the preview of a post that was just written', () => {
	beforeEach(() => vi.useFakeTimers());
	afterEach(() => vi.useRealTimers());

	const made = { status: 200, body: { link_previews: true } };
	const still = { status: 200, body: post({ content, link_preview: null }) };

	it('is the address at first, and comes when the page was read', async () => {
		const live = new LivePost(post({ content }));
		served.answers = [made, still, { status: 200, body: post({ content, link_preview: preview }) }];
		await awaitPreview(live);
		expect(live.value.link_preview).toEqual({ ...plain, url: 'https://www.snow.example/a' });
		await vi.runAllTimersAsync();
		expect(live.value.link_preview).toEqual(preview);
		expect(served.asked).toEqual(['GET /site', 'GET /posts/5', 'GET /posts/5']);
	});

	it('stays the address when none comes, whatever the server answers', async () => {
		const live = new LivePost(post({ content }));
		served.answers = [made, { status: 503, body: {} }, still, still, still, still];
		await awaitPreview(live);
		await vi.runAllTimersAsync();
		expect(live.value.link_preview?.title).toBe('');
		expect(served.asked).toHaveLength(6);
	});

	it('is made room for once the post is there, and is nobody’s trouble when its code is not', async () => {
		const live = new LivePost(post({ content }));
		served.answers = [made];
		expectPreview(content)(live);
		expect(live.value.link_preview).toBeUndefined();
		await vi.waitFor(() => expect(live.value.link_preview?.title).toBe(''));

		vi.doMock('./preview-coming', () => Promise.reject(new Error('Failed to fetch')));
		vi.resetModules();
		const other = new LivePost(post({ content }));
		expectPreview(content)(other);
		await vi.dynamicImportSettled();
		expect(other.value.link_preview).toBeUndefined();
		vi.doUnmock('./preview-coming');
	});

	it('is not asked for any more when the post was read anew', async () => {
		const live = new LivePost(post({ content }));
		served.answers = [made];
		await awaitPreview(live);
		live.learn(post({ content: 'Other.', link_preview: null }));
		await vi.runAllTimersAsync();
		expect(served.asked).toEqual(['GET /site']);
	});

	it('is left as it is when it came with the post, or the post says something else by then', async () => {
		const others = [post({ content, link_preview: preview }), post({ content: 'No address' })];
		for (const said of others) {
			served.answers = [made];
			const makeRoom = await roomFor(content);
			const live = new LivePost(said);
			makeRoom?.(live);
			expect(live.value).toBe(said);
		}
		await vi.runAllTimersAsync();
		expect(served.asked).toEqual(['GET /site', 'GET /site']);
	});

	it('is not waited for without a new address of another site, or where none are made', async () => {
		for (const words of ['No address', `${location.origin}/posts/1`]) {
			await awaitPreview(new LivePost(post({ content: words })));
		}
		await awaitPreview(new LivePost(post({ content })), 'Before: https://www.snow.example/a');
		expect(served.asked).toEqual([]);
		const live = new LivePost(post({ content }));
		served.answers = [{ status: 200, body: { link_previews: false } }];
		await awaitPreview(live);
		expect(live.value.link_preview).toBeUndefined();
	});
});

describe('taking a preview away', () => {
	const own = () => served.posts.keep(post({ link_preview: preview }));

	it('shows at once and offers to take that back', async () => {
		const live = own();
		served.answers = [{ status: 204 }, { status: 204 }];
		const done = showPreview(served.posts, live, preview, false);
		expect(live.value.link_preview).toBeNull();
		await done;
		served.act();
		expect(live.value.link_preview).toEqual(preview);
		const path = '/posts/5/link-preview';
		await vi.waitFor(() => expect(served.asked).toEqual([`DELETE ${path}`, `PUT ${path}`]));
	});

	it('is undone with the reason when it fails', async () => {
		const live = own();
		served.answers = [{ status: 500, body: {} }];
		await showPreview(served.posts, live, preview, false);
		expect(live.value.link_preview).toEqual(preview);
		expect(served.said()).toHaveLength(1);
		expect(served.said()[0]).toContain('still there');
	});
});
