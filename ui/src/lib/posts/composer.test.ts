import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { upload } from '$lib/api/upload';
import type { Media } from '$lib/media/media';
import { Toasts } from '$lib/ui/feedback/toasts.svelte';
import { Composer } from './composer.svelte';
import { DraftStore } from './draft';
import { LivePost } from './live-post.svelte';
import { Posts } from './posts.svelte';
import { gif, habit, json, media, post, World } from './testing/composer';

vi.mock('$lib/api/upload');
/** It never says whether there will be a preview. */
const roomFor = vi.hoisted(() => vi.fn(() => new Promise(() => undefined)));
vi.mock('./preview-coming', () => ({ roomFor }));

let world: World;

beforeEach(() => (world = new World(upload)));

afterEach(() => vi.unstubAllGlobals());

describe('posting', () => {
	it('sends what was written and leaves nothing behind', async () => {
		const composer = world.open();
		world.answers = [json(201, post())];
		composer.write();
		composer.content = ' Hello ';
		composer.audience = 'unlisted';
		composer.addFiles([gif('a')]);
		await composer.uploads.settled();
		const [picture] = composer.uploads.list;
		if (picture) picture.altText = ' Hills ';
		expect(await composer.submit()).toBe(true);
		expect(world.asked[0]).toMatchObject({
			call: 'POST /posts',
			body: {
				title: '',
				content: 'Hello',
				content_warning: '',
				audience: 'unlisted',
				media: [{ id: '1', alt_text: 'Hills' }],
			},
		});
		expect(world.published.map((live) => live.id)).toEqual(['9']);
		expect([composer.isOpen, composer.isDirty, composer.uploads.list.length]).toEqual([false, false, 0]);
		expect(world.open().isDirty).toBe(false);
	});

	it('does not wait for what comes of a link', async () => {
		const composer = world.open();
		const content = 'See https://snow.example/a';
		world.answers = [json(201, post({ content })), json(200, post({ content }))];
		composer.write();
		composer.content = content;
		expect(await composer.submit()).toBe(true);
		expect([composer.isOpen, composer.isSending, world.published.length]).toEqual([false, false, 1]);
		composer.edit(new LivePost(post()));
		composer.content = content;
		expect(await composer.submit()).toBe(true);
		expect(roomFor.mock.calls).toEqual([
			[content, undefined],
			[content, 'Hello'],
		]);
	});

	it('happens once however often it is asked for', async () => {
		const composer = world.open();
		world.answers = [json(201, post())];
		composer.content = 'Hello';
		const results = await Promise.all([composer.submit(), composer.submit()]);
		expect(results).toEqual([true, false]);
		expect(world.asked).toHaveLength(1);
	});

	it('waits for the pictures that are under way', async () => {
		const composer = world.open();
		let arrive: ((media: Media) => void) | undefined;
		vi.mocked(upload).mockImplementation(
			() => new Promise((resolve) => (arrive = resolve as typeof arrive)),
		);
		world.answers = [json(201, post())];
		composer.addFiles([gif('a')]);
		const done = composer.submit();
		await vi.waitFor(() => expect(arrive).toBeDefined());
		expect(world.asked).toEqual([]);
		arrive?.(media('4'));
		expect(await done).toBe(true);
		expect(world.asked[0]?.body).toMatchObject({ media: [{ id: '4' }] });
	});

	it('stops at a picture that failed', async () => {
		const composer = world.open();
		composer.content = 'Hello';
		composer.addFiles([new File(['<svg/>'], 'x.png')]);
		expect(await composer.submit()).toBe(false);
		expect(composer.form.error('media')).toContain('couldn’t be uploaded');
		expect(world.asked).toEqual([]);
	});

	it('uses the same key for the same content, also after a reload, and another for other content', async () => {
		const composer = world.open();
		world.answers = [new TypeError('Failed to fetch'), new TypeError('Failed to fetch')];
		composer.content = 'Hello';
		expect(await composer.submit()).toBe(false);
		expect(composer.form.message).toContain('can’t be reached');
		expect(composer.content).toBe('Hello');

		const reloaded = world.open();
		expect(reloaded.content).toBe('Hello');
		await reloaded.submit();
		expect(world.asked[1]?.key).toBe(world.asked[0]?.key);

		world.answers = [json(201, post()), json(201, post({ id: '10' }))];
		reloaded.content = 'Hello again';
		await reloaded.submit();
		expect(world.asked[2]?.key).not.toBe(world.asked[0]?.key);
		reloaded.content = 'Hello again';
		await reloaded.submit();
		expect(world.asked[3]?.key).not.toBe(world.asked[2]?.key);
	});

	it('takes no more words once they are on their way, but does while pictures are', async () => {
		const composer = world.open();
		let arrive: ((media: Media) => void) | undefined;
		vi.mocked(upload).mockImplementation(
			() => new Promise((resolve) => (arrive = resolve as typeof arrive)),
		);
		let wasSending = false;
		vi.stubGlobal('fetch', async () => {
			wasSending = composer.isSending;
			throw new TypeError('Failed to fetch');
		});
		composer.addFiles([gif('a')]);
		const done = composer.submit();
		await vi.waitFor(() => expect(arrive).toBeDefined());
		expect([composer.form.busy, composer.isSending]).toEqual([true, false]);
		arrive?.(media('4'));
		expect(await done).toBe(false);
		expect([wasSending, composer.isSending]).toEqual([true, false]);
	});

	it('refuses what is empty or too long before it is sent', async () => {
		const composer = world.open();
		await composer.submit();
		expect(composer.form.error('content')).toBe('Write something, or add a picture or a video.');
		composer.content = '🌱'.repeat(10_001);
		await composer.submit();
		expect(composer.form.error('content')).toBe('The text is too long.');
		composer.content = '🌱'.repeat(10_000);
		composer.hasTitle = true;
		composer.title = 'x'.repeat(201);
		await composer.submit();
		expect(composer.form.error('title')).toBe('The title is too long.');
		expect(world.asked).toEqual([]);
	});

	it.each([
		['media.1.id', ['done', 'failed']],
		['media.1.alt_text', ['done', 'done']],
	])('shows with the pictures what the server says of %s', async (field, status) => {
		const composer = world.open();
		composer.addFiles([gif('a'), gif('b')]);
		await composer.uploads.settled();
		const errors = [{ field, code: 'refused', message: 'This cannot be used.' }];
		world.answers = [json(422, { code: 'validation', errors })];
		expect(await composer.submit()).toBe(false);
		expect(composer.form.error('media')).toBe('This cannot be used.');
		expect(composer.uploads.list.map((upload) => upload.status)).toEqual(status);
	});
});

describe('changing a post', () => {
	const start = () => {
		const posts = new Posts(new Toasts());
		const composer = new Composer(posts, new DraftStore('1'), habit, (live) =>
			world.published.push(live),
		);
		return { composer, live: posts.keep(post({ media: [media('3', 'Hills')] })) };
	};

	it('begins with what it says and saves what it will say', async () => {
		const { composer, live } = start();
		composer.edit(live);
		expect([composer.isOpen, composer.isDirty, composer.content]).toEqual([true, false, 'Hello']);
		composer.content = 'Changed';
		expect(composer.isDirty).toBe(true);
		world.answers = [json(200, post({ content: 'Changed' }))];
		expect(await composer.submit()).toBe(true);
		expect(world.asked[0]).toEqual({
			call: 'PATCH /posts/9',
			key: null,
			body: { content: 'Changed' },
		});
		expect(live.value.content).toBe('Changed');
		expect([composer.editing, world.published]).toEqual([undefined, []]);
	});

	it('leaves what was changed elsewhere meanwhile', async () => {
		const { composer, live } = start();
		composer.edit(live);
		live.learn(post({ audience: 'only_me', media: [] }));
		composer.hasTitle = true;
		composer.title = 'Tea';
		world.answers = [json(200, post({ title: 'Tea', audience: 'only_me' }))];
		expect(await composer.submit()).toBe(true);
		expect(world.asked[0]?.body).toEqual({ title: 'Tea' });
		expect(live.value.audience).toBe('only_me');
	});

	it('sends its pictures when one is described otherwise, and nothing when nothing is', async () => {
		const { composer, live } = start();
		composer.edit(live);
		expect(await composer.submit()).toBe(true);
		expect(world.asked).toEqual([]);
		composer.edit(live);
		const [picture] = composer.uploads.list;
		if (picture) picture.altText = 'Fields';
		world.answers = [json(200, post())];
		expect(await composer.submit()).toBe(true);
		expect(world.asked[0]?.body).toEqual({ media: [{ id: '3', alt_text: 'Fields' }] });
	});

	it('keeps what was typed when it is refused', async () => {
		const { composer, live } = start();
		composer.edit(live);
		composer.content = 'Changed';
		world.answers = [new TypeError('Failed to fetch')];
		expect(await composer.submit()).toBe(false);
		expect([composer.isOpen, composer.content, live.value.content]).toEqual([true, 'Changed', 'Hello']);
	});

	it('leaves the draft of a new post alone, and its uploads going', async () => {
		const { composer, live } = start();
		composer.write();
		composer.content = 'A draft';
		composer.addFiles([gif('a')]);
		composer.keepDraft();
		composer.edit(live);
		composer.content = 'Changed';
		composer.save();
		composer.discard();
		expect(composer.content).toBe('A draft');
		await composer.uploads.settled();
		expect(composer.uploads.list[0]?.media?.id).toBe('1');
		expect(world.asked).toEqual([]);
	});

	it('deletes the pictures that were added for nothing, not those of the post', async () => {
		const { composer, live } = start();
		composer.edit(live);
		composer.addFiles([gif('a')]);
		await composer.uploads.settled();
		composer.discard();
		await vi.waitFor(() => expect(world.asked.map(({ call }) => call)).toEqual(['DELETE /media/1']));
	});
});
