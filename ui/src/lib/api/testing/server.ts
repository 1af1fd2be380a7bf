import { vi } from 'vitest';

/** A request that waits for its answer. */
interface Asked {
	what: string;
	/** What was sent; of JSON the value. */
	body: unknown;
	/** Its `Idempotency-Key`. */
	key: string | null;
	/** Whether it goes on when the page is left. */
	keepalive: boolean;
	/** Is aborted when it is given up. */
	signal: AbortSignal;
	/** Gives the answer; without a body there is none. */
	reply(body?: unknown, status?: number): void;
	/** Cuts the connection. */
	lose(): void;
}

async function bodyOf(request: Request): Promise<unknown> {
	const text = await request.clone().text();
	return request.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text;
}

/** Stands in for the server: every request waits in `asked` until the test answers it, or it is given up. */
export function server() {
	const asked: Asked[] = [];
	vi.stubGlobal('fetch', async (request: Request) => {
		const { pathname, search } = new URL(request.url);
		const body = request.body ? await bodyOf(request) : undefined;
		return new Promise<Response>((resolve, reject) => {
			asked.push({
				what: `${request.method} ${decodeURIComponent(pathname.replace('/api/v1', '') + search)}`,
				body,
				key: request.headers.get('idempotency-key'),
				keepalive: request.keepalive,
				signal: request.signal,
				reply: (answer, status = answer === undefined ? 204 : 200) =>
					resolve(
						answer === undefined
							? new Response(null, { status })
							: Response.json(answer, { status }),
					),
				lose: () => reject(new TypeError('Failed to fetch')),
			});
			request.signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
		});
	});
	return {
		asked,
		/** Waits for the request with this number, from 0. */
		request: (place: number) =>
			vi.waitFor(() => {
				const found = asked[place];
				if (!found) throw new Error(`Only ${asked.length} requests were made`);
				return found;
			}),
	};
}
