import { beforeEach, describe, expect, it, vi } from 'vitest';
import { onSessionEnded } from './client';
import { upload } from './upload';

/** The browser's request, as far as an upload sees it; the test says what comes back. */
class ScriptedRequest extends EventTarget {
	static last: ScriptedRequest;
	readonly upload = new EventTarget();
	status = 0;
	responseText = '';
	opened = '';
	headers: Record<string, string> = {};

	constructor() {
		super();
		ScriptedRequest.last = this;
	}

	open(method: string, path: string) {
		this.opened = `${method} ${path}`;
	}

	setRequestHeader() {}
	send() {}

	getResponseHeader(name: string) {
		return this.headers[name] ?? null;
	}

	abort() {
		this.end('abort');
	}

	answer(status: number, body: unknown, headers: Record<string, string> = {}) {
		Object.assign(this, { status, headers, responseText: JSON.stringify(body) });
		this.end('load');
	}

	end(how: 'load' | 'error' | 'abort') {
		this.dispatchEvent(new Event(how));
		this.dispatchEvent(new Event('loadend'));
	}
}

beforeEach(() => {
	vi.stubGlobal('XMLHttpRequest', ScriptedRequest);
	return () => vi.unstubAllGlobals();
});

const request = () => ScriptedRequest.last;

describe('an upload', () => {
	it('gives the answer and tells how far it is', async () => {
		const progress: number[] = [];
		const media = upload('/media', new FormData(), { onprogress: (sent) => progress.push(sent) });
		request().upload.dispatchEvent(
			new ProgressEvent('progress', { lengthComputable: true, loaded: 1, total: 4 }),
		);
		request().upload.dispatchEvent(new ProgressEvent('progress', { lengthComputable: false, loaded: 2 }));
		request().answer(201, { id: '1' });
		expect(await media).toEqual({ id: '1' });
		expect(progress).toEqual([0.25]);
		expect(request().opened).toBe('POST /api/v1/media');
	});

	it('throws what the server refuses', async () => {
		const media = upload('/me/avatar', new FormData(), { method: 'PUT' });
		request().answer(429, { code: 'rate_limited' }, { 'retry-after': '7' });
		await expect(media).rejects.toMatchObject({ status: 429, code: 'rate_limited', retryAfter: 7 });
		expect(request().opened).toBe('PUT /api/v1/me/avatar');
	});

	it('notices the end of the session', async () => {
		const ended = vi.fn();
		const stop = onSessionEnded(ended);
		const media = upload('/media', new FormData());
		request().answer(401, { code: 'not_logged_in' });
		await expect(media).rejects.toMatchObject({ status: 401 });
		expect(ended).toHaveBeenCalledOnce();
		stop();
	});

	it('is a network problem when the connection breaks', async () => {
		const media = upload('/media', new FormData());
		request().end('error');
		await expect(media).rejects.toMatchObject({ code: 'network' });
	});

	it('can be given up, while it runs and before', async () => {
		const control = new AbortController();
		const running = upload('/media', new FormData(), { signal: control.signal });
		control.abort();
		await expect(running).rejects.toMatchObject({ name: 'AbortError' });
		const late = upload('/media', new FormData(), { signal: control.signal });
		await expect(late).rejects.toMatchObject({ name: 'AbortError' });
	});
});
