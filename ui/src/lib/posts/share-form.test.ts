import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { upload } from '$lib/api/upload';
import { Toasts } from '$lib/ui/feedback/toasts.svelte';
import { words } from '$lib/words/posts';
import type { LivePost } from './live-post.svelte';
import type { Person, Post } from './post';
import { Posts } from './posts.svelte';
import { ShareForm } from './share-form.svelte';
import { habit, json, post, World } from './testing/composer';

vi.mock('$lib/api/upload');

let world: World;
let posts: Posts;
let sharing: ShareForm;
let published: LivePost[];

const share = (change: Partial<Post> = {}) =>
	post({ id: '12', content: '', is_share: true, shared_post: post({ share_count: 1 }), ...change });

/** Where a member shares as it is after a reload of the page. */
const open = (id = '1') => new ShareForm(posts, { ...habit, me: { id } }, (live) => published.push(live));

beforeEach(() => {
	world = new World(upload);
	posts = new Posts(new Toasts());
	published = [];
	sharing = open();
});

afterEach(() => vi.unstubAllGlobals());

describe('sharing', () => {
	it('sends what was typed, shows the share and counts it', async () => {
		const original = posts.keep(post({ share_count: 0 }));
		world.answers = [json(201, share())];
		sharing.open(original);
		sharing.content = ' Look ';
		sharing.audience = 'friends';
		expect(await sharing.submit()).toBe(true);
		expect(world.asked).toMatchObject([
			{ call: 'POST /posts/9/shares', body: { content: 'Look', audience: 'friends' } },
		]);
		expect(published.map(({ id }) => id)).toEqual(['12']);
		expect(original.value.share_count).toBe(1);
		expect([sharing.isOpen, sharing.content]).toEqual([false, '']);
	});

	it('shows what is inside of a share that is shared', () => {
		const first = posts.keep(share());
		sharing.open(first);
		expect(sharing.original?.id).toBe('9');
		expect(sharing.post).toBe(first);
	});

	it('keeps what was typed about a post while it is closed, and for that post alone', () => {
		const [one, other] = [posts.keep(post()), posts.keep(post({ id: '8' }))];
		sharing.open(one);
		sharing.content = 'Look';
		sharing.isOpen = false;
		sharing.open(one);
		expect(sharing.content).toBe('Look');
		sharing.save();
		sharing.open(other);
		expect(sharing.content).toBe('');
		sharing.open(one);
		expect(sharing.content).toBe('Look');
	});

	it('keeps what was typed through a reload and the end of the session, for the same member', async () => {
		const original = posts.keep(post());
		sharing.open(original);
		sharing.content = 'Look';
		sharing.audience = 'selected';
		sharing.selected = [{ id: '3', display_name: 'Maren' } as Person];
		sharing.save();
		world.answers = [json(401, { code: 'unauthenticated' }), json(201, share())];
		expect(await sharing.submit()).toBe(false);

		const [after, other] = [open(), open('2')];
		other.open(original);
		expect(other).toMatchObject({ content: '', audience: 'public' });
		after.open(original);
		expect(after).toMatchObject({ content: 'Look', audience: 'selected', selected: [{ id: '3' }] });
		expect(await after.submit()).toBe(true);
		const [first, second] = world.asked.map(({ key }) => key);
		expect(second).toBe(first);
		expect(sessionStorage).toHaveLength(0);
	});

	it('shares once what has no words, when the page is reloaded before the answer came', async () => {
		sharing.open(posts.keep(post()));
		world.answers = [new Error('Offline'), json(201, share())];
		await sharing.submit();
		const after = open();
		after.open(posts.keep(post()));
		await after.submit();
		expect(new Set(world.asked.map(({ key }) => key)).size).toBe(1);
	});

	it('begins anew where nothing was typed, and for nobody where it cannot be read', () => {
		sharing.open(posts.keep(post()));
		sharing.save();
		expect(sessionStorage).toHaveLength(0);
		sessionStorage.setItem('kith:typed:1:share/9', '{"content":5,"audience":"all","selected":[{}]}');
		const after = open();
		after.open(posts.keep(post()));
		expect(after).toMatchObject({ content: '', audience: 'only_me', selected: [] });
	});

	it('tries the same again under the same key, and another thing under another', async () => {
		sharing.open(posts.keep(post()));
		world.answers = [new Error('Offline'), json(503, { code: 'busy' }), json(201, share())];
		expect(await sharing.submit()).toBe(false);
		expect(await sharing.submit()).toBe(false);
		sharing.content = 'Other';
		expect(await sharing.submit()).toBe(true);
		const [first, second, third] = world.asked.map(({ key }) => key);
		expect(second).toBe(first);
		expect(third).not.toBe(first);
	});

	it('says what is wrong before anything is sent', async () => {
		sharing.open(posts.keep(post()));
		sharing.content = 'x'.repeat(10_001);
		sharing.audience = 'selected';
		expect(await sharing.submit()).toBe(false);
		expect(world.asked).toEqual([]);
		expect(sharing.form.error('content')).toBe(words.textTooLong);
		expect(sharing.form.error('selected')).toBe(words.nobodyChosen);
	});

	it('keeps everything when it is refused, and says why', async () => {
		sharing.open(posts.keep(post()));
		sharing.content = 'Look';
		world.answers = [json(403, { code: 'not_shareable', detail: 'This post cannot be shared.' })];
		expect(await sharing.submit()).toBe(false);
		expect(sharing.form.code).toBe('not_shareable');
		expect(sharing.form.message).not.toBe('');
		expect([sharing.isOpen, sharing.content]).toEqual([true, 'Look']);
	});
});
