import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from '$lib/api/problem';
import { upload, type UploadOptions } from '$lib/api/upload';
import type { Media } from './media';
import { Uploads } from './uploads.svelte';

vi.mock('$lib/api/upload');

interface Sending {
	name: string;
	options: UploadOptions;
	done: (id: string) => void;
	fail: (reason: unknown) => void;
}

let sendings: Sending[] = [];
const deleted: string[] = [];
const revoked: string[] = [];

beforeEach(() => {
	sendings = [];
	deleted.length = 0;
	revoked.length = 0;
	vi.mocked(upload).mockImplementation((_path, form, options = {}) => {
		const { name } = form.get('file') as File;
		return new Promise((resolve, reject) => {
			options.signal?.addEventListener('abort', () =>
				reject(new DOMException('given up', 'AbortError')),
			);
			const done = (id: string) => resolve({ id, alt_text: '', variants: {} });
			sendings.push({ name, options, done, fail: reject });
		});
	});
	vi.stubGlobal('fetch', async (request: Request) => {
		deleted.push(`${request.method} ${new URL(request.url).pathname}`);
		return new Response(null, { status: 204 });
	});
	URL.createObjectURL = (file) => `blob:${(file as File).name}`;
	URL.revokeObjectURL = (url) => revoked.push(url);
});

afterEach(() => vi.unstubAllGlobals());

const gif = (name: string) => new File(['GIF89a…'], name);
const names = (uploads: Uploads) => uploads.list.map((entry) => entry.name).join(' ');

/** Waits until `count` files are on their way since the start. */
const sent = (count: number) => vi.waitFor(() => expect(sendings).toHaveLength(count));

describe('uploads', () => {
	it('go two at a time and tell how far they are', async () => {
		const uploads = new Uploads(10);
		uploads.add([gif('a'), gif('b'), gif('c')]);
		await sent(2);
		expect(uploads.list.map((entry) => entry.status)).toEqual(['sending', 'sending', 'waiting']);
		sendings[0]?.options.onprogress?.(0.5);
		expect(uploads.list[0]?.sent).toBe(0.5);
		sendings[0]?.done('1');
		await sent(3);
		expect(uploads.list[0]).toMatchObject({ status: 'done', media: { id: '1' } });
	});

	it('take no more than there is room for', async () => {
		const uploads = new Uploads(2);
		expect(uploads.add([gif('a'), gif('b'), gif('c')])).toBe(1);
		expect(names(uploads)).toBe('a b');
		expect(uploads.room).toBe(0);
		uploads.discard();
	});

	it('refuse a file that is no picture without sending it', async () => {
		const uploads = new Uploads(10);
		uploads.add([new File(['<svg/>'], 'x.png'), gif('a')]);
		await vi.waitFor(() => expect(uploads.list[0]?.status).toBe('failed'));
		expect(uploads.list[0]?.canRetry).toBe(false);
		await sent(1);
		expect(sendings[0]?.name).toBe('a');
	});

	it('can be tried again under the same key when the trouble may pass', async () => {
		const uploads = new Uploads(10);
		uploads.add([gif('a')]);
		await sent(1);
		sendings[0]?.fail(Problem.network());
		await vi.waitFor(() => expect(uploads.failed).toHaveLength(1));
		const [entry] = uploads.list;
		expect(entry?.canRetry).toBe(true);
		if (entry) uploads.retry(entry);
		await sent(2);
		expect(sendings[1]?.options.headers).toEqual(sendings[0]?.options.headers);
		sendings[1]?.done('1');
		await uploads.settled();
		expect(uploads.list[0]?.status).toBe('done');
	});

	it('say why the server refused', async () => {
		const uploads = new Uploads(10);
		uploads.add([gif('a')]);
		await sent(1);
		sendings[0]?.fail(new Problem(415, 'unsupported_media_type', 'That is no picture.'));
		await vi.waitFor(() => expect(uploads.list[0]?.reason).toBe('That is no picture.'));
		expect(uploads.list[0]?.canRetry).toBe(false);
		uploads.add([gif('b')]);
		await sent(2);
		sendings[1]?.fail(
			new Problem(422, 'validation', 'Look again.', new Map([['file', 'It breaks off.']])),
		);
		await vi.waitFor(() => expect(uploads.list[1]?.reason).toBe('It breaks off.'));
	});

	it('are given up when removed, and delete what had arrived', async () => {
		const uploads = new Uploads(10);
		uploads.add([gif('a'), gif('b')]);
		await sent(2);
		sendings[1]?.done('7');
		await vi.waitFor(() => expect(uploads.list[1]?.status).toBe('done'));
		for (const entry of uploads.list) uploads.remove(entry);
		await vi.waitFor(() => expect(deleted).toEqual(['DELETE /api/v1/media/7']));
		expect(sendings[0]?.options.signal?.aborted).toBe(true);
		expect(revoked).toEqual(['blob:a', 'blob:b']);
		await uploads.settled();
	});

	it('are not even begun when removed before that', async () => {
		const uploads = new Uploads(10);
		uploads.add([gif('a')]);
		uploads.discard();
		uploads.add([gif('b')]);
		await sent(1);
		expect(sendings[0]?.name).toBe('b');
	});

	it('leave the pictures of a post alone', async () => {
		const uploads = new Uploads(10);
		uploads.fill([{ id: '1', alt_text: 'Hills', variants: { small: '/s' } } as unknown as Media], true);
		expect(uploads.list[0]).toMatchObject({ altText: 'Hills', preview: '/s', status: 'done' });
		uploads.discard();
		expect(deleted).toEqual([]);
	});

	it('change places', () => {
		const uploads = new Uploads(10);
		uploads.add([gif('a'), gif('b'), gif('c')]);
		const [a, , c] = uploads.list;
		if (a) uploads.move(a, 1);
		expect(names(uploads)).toBe('b a c');
		if (c) uploads.move(c, -5);
		expect(names(uploads)).toBe('c b a');
		if (c) uploads.move(c, 99);
		expect(names(uploads)).toBe('b a c');
		uploads.discard();
	});

	it('count what lacks a description', async () => {
		const uploads = new Uploads(10);
		uploads.add([gif('a'), gif('b')]);
		expect(uploads.undescribed).toBe(2);
		const [a] = uploads.list;
		if (a) a.altText = 'Hills';
		expect(uploads.undescribed).toBe(1);
		uploads.discard();
	});
});
