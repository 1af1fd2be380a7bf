import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from '$lib/api/problem';
import { upload, type UploadOptions } from '$lib/api/upload';
import { Toasts } from '$lib/ui/feedback/toasts.svelte';
import { PictureState } from './picture.svelte';
import { maren, pageOfMaren, server } from './testing/server';

vi.mock('$lib/api/upload', () => ({ upload: vi.fn() }));

interface Sending {
	path: string;
	form: FormData;
	options: UploadOptions;
	resolve: (answer: unknown) => void;
	reject: (reason: unknown) => void;
}

let sending: Sending[] = [];

beforeEach(() => {
	sending = [];
	vi.mocked(upload).mockImplementation((path, form, options = {}) => {
		return new Promise<never>((resolve, reject) => {
			options.signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
			sending.push({ path, form, options, resolve: resolve as (answer: unknown) => void, reject });
		});
	});
	vi.stubGlobal(
		'URL',
		Object.assign(URL, { createObjectURL: () => 'blob:1', revokeObjectURL: () => undefined }),
	);
});
afterEach(() => vi.unstubAllGlobals());

const cropped = new Blob(['x'], { type: 'image/webp' });

function own(kind: 'avatar' | 'cover' = 'avatar') {
	const toasts = new Toasts();
	const { session, profiles } = pageOfMaren();
	return { toasts, session, picture: new PictureState(kind, toasts, profiles) };
}

describe('one’s own picture', () => {
	it('is shown while it is sent, and everywhere when it is there', async () => {
		const { session, picture } = own();
		const putting = picture.put(cropped);
		expect([picture.preview, picture.progress]).toEqual(['blob:1', 0]);
		const [sent] = sending;
		expect([sent?.path, sent?.options.method]).toEqual(['/me/avatar', 'PUT']);
		expect(sent?.form.get('file')).toBeInstanceOf(File);
		sent?.options.onprogress?.(0.5);
		expect(picture.progress).toBe(0.5);
		sent?.resolve(maren({ avatar_url: '/api/v1/media/8/thumb' }));
		await putting;
		expect([picture.isBusy, picture.preview]).toEqual([false, undefined]);
		expect(session.me.avatar_url).toBe('/api/v1/media/8/thumb');
	});

	it('can be given up without a word', async () => {
		const { toasts, session, picture } = own();
		const putting = picture.put(cropped);
		picture.cancel();
		await putting;
		expect([picture.isBusy, toasts.list, session.me.avatar_url]).toEqual([
			false,
			[],
			'/api/v1/media/7/thumb',
		]);
	});

	it('that replaces one on its way is the one that counts', async () => {
		const { session, picture } = own();
		const first = picture.put(cropped);
		const second = picture.put(cropped);
		await first;
		expect(picture.isBusy).toBe(true);
		sending[1]?.resolve(maren({ avatar_url: '/second' }));
		await second;
		expect(session.me.avatar_url).toBe('/second');
	});

	it.each([
		[new Problem(0, 'network', ''), true],
		[new Problem(415, 'unsupported', 'Kith can’t read this.'), false],
	])(
		'says why it was not taken, and offers to try again where that may help',
		async (problem, canRetry) => {
			const { toasts, picture } = own('cover');
			const putting = picture.put(cropped);
			sending[0]?.reject(problem);
			await putting;
			const [toast] = toasts.list;
			expect([toast?.tone, toast?.action !== undefined]).toEqual(['error', canRetry]);
			expect(picture.isBusy).toBe(false);
		},
	);

	it('goes everywhere when it is removed, and stays when it could not be', async () => {
		const { request } = server();
		const { toasts, session, picture } = own();
		const failing = picture.remove();
		(await request(0)).lose();
		await failing;
		expect([toasts.list[0]?.tone, session.me.avatar_url]).toEqual(['error', '/api/v1/media/7/thumb']);
		const removing = picture.remove();
		const second = await request(1);
		expect(second.what).toBe('DELETE /me/avatar');
		second.reply(maren({ avatar_url: null }));
		await removing;
		expect(session.me.avatar_url).toBeNull();
	});
});
