import { API, noteRefusal } from './client';
import { Problem } from './problem';

export interface UploadOptions {
	method?: 'POST' | 'PUT';
	/** Called with the part that is sent, from 0 to 1. */
	onprogress?: (sent: number) => void;
	/** Gives the upload up; the promise then rejects with an `AbortError`. */
	signal?: AbortSignal;
	headers?: Record<string, string>;
}

/**
 * Sends a form with files and tells how far it is, which `fetch` cannot. Gives the parsed answer and throws a
 * {@link Problem} when it is refused or the connection breaks. `path` is one of the API's: `/media`.
 */
export function upload<Answer>(path: string, form: FormData, options: UploadOptions = {}): Promise<Answer> {
	const { method = 'POST', onprogress, signal, headers = {} } = options;
	return new Promise((resolve, reject) => {
		if (signal?.aborted) {
			reject(aborted());
			return;
		}
		const request = new XMLHttpRequest();
		const giveUp = () => request.abort();
		signal?.addEventListener('abort', giveUp);

		request.upload.addEventListener('progress', (event) => {
			if (event.lengthComputable) onprogress?.(event.loaded / event.total);
		});
		request.addEventListener('loadend', () => signal?.removeEventListener('abort', giveUp));
		request.addEventListener('abort', () => reject(aborted()));
		request.addEventListener('error', () => reject(Problem.network()));
		request.addEventListener('load', () => {
			const body = parse(request.responseText);
			if (request.status >= 200 && request.status < 300) resolve(body as Answer);
			else reject(noteRefusal(Problem.from(request.status, responseHeaders(request), body)));
		});

		request.open(method, API + path);
		request.setRequestHeader('accept', 'application/json');
		for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
		request.send(form);
	});
}

function aborted(): DOMException {
	return new DOMException('The upload was given up.', 'AbortError');
}

function parse(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		return undefined;
	}
}

function responseHeaders(request: XMLHttpRequest): Headers {
	const retryAfter = request.getResponseHeader('retry-after');
	return new Headers(retryAfter ? { 'retry-after': retryAfter } : {});
}
