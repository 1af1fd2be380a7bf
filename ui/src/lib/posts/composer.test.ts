import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { upload } from '$lib/api/upload';
import type { Media } from '$lib/media/media';
import { Toasts } from '$lib/ui/feedback/toasts.svelte';
import type { AudienceHabit } from './audience';
import { Composer } from './composer.svelte';
import { DraftStore } from './draft';
import type { LivePost } from './live-post.svelte';
import type { Post } from './post';
import { Posts } from './posts.svelte';

vi.mock('$lib/api/upload');

let asked: { call: string; key: string | null; body: unknown }[] = [];
let answers: (Response | Error)[] = [];
let published: LivePost[] = [];
let now = 0;
const habit: AudienceHabit = { defaultAudience: 'public', choseAudience: () => undefined };

const post = (change: Partial<Post> = {}) =>
	({ id: '9', content: 'Hello', title: null, audience: 'public', media: [], ...change }) as Post;
const media = (id: string, alt_text = '') =>
	({ id, alt_text, variants: { small: `/${id}` } }) as unknown as Media;
const json = (status: number, body: unknown) =>
	new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
const gif = (name: string) => new File(['GIF89a…'], name);

/** The composer as it is after a reload of the page. */
function open(): Composer {
	const posts = new Posts(new Toasts());
	return new Composer(posts, new DraftStore('1', () => now), habit, (live) => published.push(live));
}

beforeEach(() => {
	asked = [];
	answers = [];
	published = [];
	now = 0;
	localStorage.clear();
	let last = 0;
	vi.mocked(upload).mockImplementation(async () => media(String((last += 1))));
	vi.stubGlobal('fetch', async (request: Request) => {
		asked.push({
			call: `${request.method} ${new URL(request.url).pathname.replace('/api/v1', '')}`,
			key: request.headers.get('idempotency-key'),
			body: request.method === 'DELETE' ? undefined : await request.json(),
		});
		const answer = answers.shift() ?? new Response(null, { status: 204 });
		if (answer instanceof Error) throw answer;
		return answer;
	});
	URL.createObjectURL = () => 'blob:x';
	URL.revokeObjectURL = () => undefined;
});

afterEach(() => vi.unstubAllGlobals());

describe('posting', () => {
	it('sends what was written and leaves nothing behind', async () => {
		const composer = open();
		answers = [json(201, post())];
		composer.write();
		composer.content = ' Hello ';
		composer.audience = 'unlisted';
		composer.addFiles([gif('a')]);
		await composer.uploads.settled();
		const [picture] = composer.uploads.list;
		if (picture) picture.altText = ' Hills ';
		expect(await composer.submit()).toBe(true);
		expect(asked[0]).toMatchObject({
			call: 'POST /posts',
			body: {
				title: '',
				content: 'Hello',
				audience: 'unlisted',
				media: [{ id: '1', alt_text: 'Hills' }],
			},
		});
		expect(published.map((live) => live.id)).toEqual(['9']);
		expect([composer.isOpen, composer.isDirty, composer.uploads.list.length]).toEqual([false, false, 0]);
		expect(open().isDirty).toBe(false);
	});

	it('happens once however often it is asked for', async () => {
		const composer = open();
		answers = [json(201, post())];
		composer.content = 'Hello';
		const results = await Promise.all([composer.submit(), composer.submit()]);
		expect(results).toEqual([true, false]);
		expect(asked).toHaveLength(1);
	});

	it('waits for the pictures that are under way', async () => {
		const composer = open();
		let arrive: ((media: Media) => void) | undefined;
		vi.mocked(upload).mockImplementation(
			() => new Promise((resolve) => (arrive = resolve as typeof arrive)),
		);
		answers = [json(201, post())];
		composer.addFiles([gif('a')]);
		const done = composer.submit();
		await vi.waitFor(() => expect(arrive).toBeDefined());
		expect(asked).toEqual([]);
		arrive?.(media('4'));
		expect(await done).toBe(true);
		expect(asked[0]?.body).toMatchObject({ media: [{ id: '4' }] });
	});

	it('stops at a picture that failed', async () => {
		const composer = open();
		composer.content = 'Hello';
		composer.addFiles([new File(['<svg/>'], 'x.png')]);
		expect(await composer.submit()).toBe(false);
		expect(composer.form.error('media')).toContain('couldn’t be uploaded');
		expect(asked).toEqual([]);
	});

	it('uses the same key for the same content, also after a reload, and another for other content', async () => {
		const composer = open();
		answers = [new TypeError('Failed to fetch'), new TypeError('Failed to fetch')];
		composer.content = 'Hello';
		expect(await composer.submit()).toBe(false);
		expect(composer.form.message).toContain('can’t be reached');
		expect(composer.content).toBe('Hello');

		const reloaded = open();
		expect(reloaded.content).toBe('Hello');
		await reloaded.submit();
		expect(asked[1]?.key).toBe(asked[0]?.key);

		answers = [json(201, post()), json(201, post({ id: '10' }))];
		reloaded.content = 'Hello again';
		await reloaded.submit();
		expect(asked[2]?.key).not.toBe(asked[0]?.key);
		reloaded.content = 'Hello again';
		await reloaded.submit();
		expect(asked[3]?.key).not.toBe(asked[2]?.key);
	});

	it('refuses what is empty or too long before it is sent', async () => {
		const composer = open();
		await composer.submit();
		expect(composer.form.error('content')).toBe('Write something or add a picture.');
		composer.content = '🌱'.repeat(10_001);
		await composer.submit();
		expect(composer.form.error('content')).toBe('The text is too long.');
		composer.content = '🌱'.repeat(10_000);
		composer.hasTitle = true;
		composer.title = 'x'.repeat(201);
		await composer.submit();
		expect(composer.form.error('title')).toBe('The title is too long.');
		expect(asked).toEqual([]);
	});

	it.each([
		['media.1.id', ['done', 'failed']],
		['media.1.alt_text', ['done', 'done']],
	])('shows with the pictures what the server says of %s', async (field, status) => {
		const composer = open();
		composer.addFiles([gif('a'), gif('b')]);
		await composer.uploads.settled();
		const errors = [{ field, code: 'refused', message: 'This cannot be used.' }];
		answers = [json(422, { code: 'validation', errors })];
		expect(await composer.submit()).toBe(false);
		expect(composer.form.error('media')).toBe('This cannot be used.');
		expect(composer.uploads.list.map((upload) => upload.status)).toEqual(status);
	});
});

describe('a draft', () => {
	it('is there after a reload, with its pictures and their descriptions', async () => {
		const composer = open();
		composer.content = 'Hello';
		composer.hasTitle = true;
		composer.title = 'Title';
		composer.audience = 'only_me';
		composer.addFiles([gif('a')]);
		await composer.uploads.settled();
		const [picture] = composer.uploads.list;
		if (picture) picture.altText = 'Hills';
		composer.save();

		const reloaded = open();
		expect(reloaded).toMatchObject({
			content: 'Hello',
			title: 'Title',
			hasTitle: true,
			audience: 'only_me',
		});
		expect(reloaded.uploads.list[0]).toMatchObject({
			altText: 'Hills',
			media: { id: '1' },
			status: 'done',
		});
	});

	it('loses its pictures before the server clears them away', async () => {
		const composer = open();
		composer.content = 'Hello';
		composer.addFiles([gif('a')]);
		await composer.uploads.settled();
		composer.save();
		now = 21 * 60 * 60 * 1000;
		expect(open().content).toBe('Hello');
		expect(open().uploads.list).toEqual([]);
	});

	it('is thrown away with what was uploaded for it', async () => {
		const composer = open();
		composer.write();
		composer.content = 'Hello';
		composer.addFiles([gif('a')]);
		await composer.uploads.settled();
		composer.discard();
		expect([composer.isOpen, composer.isDirty]).toEqual([false, false]);
		await vi.waitFor(() => expect(asked.map(({ call }) => call)).toEqual(['DELETE /media/1']));
		expect(open().isDirty).toBe(false);
	});

	it('belongs to one member', () => {
		const composer = open();
		composer.content = 'Hello';
		composer.save();
		expect(new DraftStore('2').read()).toBeUndefined();
	});

	it.each(['', 'null', '[]', '{', '{"content":5,"pictures":[{}],"attempt":1}'])(
		'that is damaged is none: %j',
		(stored) => {
			localStorage.setItem('kith:draft:1', stored);
			expect(open().isDirty).toBe(false);
		},
	);
});

describe('changing a post', () => {
	const start = () => {
		const posts = new Posts(new Toasts());
		const composer = new Composer(posts, new DraftStore('1'), habit, (live) => published.push(live));
		return { composer, live: posts.keep(post({ media: [media('3', 'Hills')] })) };
	};

	it('begins with what it says and saves what it will say', async () => {
		const { composer, live } = start();
		composer.edit(live);
		expect([composer.isOpen, composer.isDirty, composer.content]).toEqual([true, false, 'Hello']);
		composer.content = 'Changed';
		expect(composer.isDirty).toBe(true);
		answers = [json(200, post({ content: 'Changed' }))];
		expect(await composer.submit()).toBe(true);
		expect(asked[0]).toMatchObject({
			call: 'PATCH /posts/9',
			body: { title: '', content: 'Changed', media: [{ id: '3', alt_text: 'Hills' }] },
		});
		expect(live.value.content).toBe('Changed');
		expect([composer.editing, published]).toEqual([undefined, []]);
	});

	it('keeps what was typed when it is refused', async () => {
		const { composer, live } = start();
		composer.edit(live);
		composer.content = 'Changed';
		answers = [new TypeError('Failed to fetch')];
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
		expect(asked).toEqual([]);
	});

	it('deletes the pictures that were added for nothing, not those of the post', async () => {
		const { composer, live } = start();
		composer.edit(live);
		composer.addFiles([gif('a')]);
		await composer.uploads.settled();
		composer.discard();
		await vi.waitFor(() => expect(asked.map(({ call }) => call)).toEqual(['DELETE /media/1']));
	});
});
