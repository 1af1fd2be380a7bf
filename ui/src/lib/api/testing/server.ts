import { vi } from 'vitest';

interface Asked {
	what: string;
	body: string;
	key: string | null;
	/** Gives the answer. */
	reply(body?: unknown, status?: number): void;
	/** Cuts the connection. */
	lose(): void;
}

/** Stands in for the server: every request waits in `asked` until the test answers it. */
export function server() {
	const asked: Asked[] = [];
	vi.stubGlobal('fetch', async (request: Request) => {
		const { pathname, search } = new URL(request.url);
		const body = await request.clone().text();
		return new Promise<Response>((resolve, reject) => {
			asked.push({
				what: `${request.method} ${decodeURIComponent(pathname.replace('/api/v1', '') + search)}`,
				body,
				key: request.headers.get('idempotency-key'),
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
