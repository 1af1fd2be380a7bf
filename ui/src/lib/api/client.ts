import createClient, { type Middleware } from 'openapi-fetch';
import type { paths } from './schema';
import { Problem } from './problem';

/** Where the API lives, on the origin of the page; the paths of `schema.d.ts` go on from here. */
export const API = '/api/v1';

const ended = new Set<() => void>();

/** The code that says who is asking is not known; other 401s are about a password that was typed. */
const NOT_LOGGED_IN = 'not_logged_in';

/** Calls `listener` whenever the server no longer knows who is asking; gives back what stops it. */
export function onSessionEnded(listener: () => void): () => void {
	ended.add(listener);
	return () => ended.delete(listener);
}

/** To be called with every refusal, by whichever way it came. */
export function noteRefusal(problem: Problem): Problem {
	if (problem.status === 401 && problem.code === NOT_LOGGED_IN) {
		for (const listener of ended) listener();
	}
	return problem;
}

/** A lost connection becomes a problem like any other; a call that was given up stays an abort. */
const asProblem: Middleware = {
	onError({ error }) {
		if (error instanceof DOMException && error.name === 'AbortError') return error;
		return Problem.network();
	},
};

export const api = createClient<paths>({
	// Absolute, because outside of a page nothing else is a valid address.
	baseUrl: `${globalThis.location?.origin ?? ''}${API}`,
	credentials: 'same-origin',
	// Asked for at each call, so that a test can put its own in place.
	fetch: (request) => begun(request) ?? globalThis.fetch(request),
});
api.use(asProblem);

/** The answer to the same question, where the inline script of the page has asked it already. It is given once. */
function begun({ method, url }: Request): Promise<Response> | undefined {
	const early = globalThis.window?.kithBoot;
	if (method !== 'GET' || !early) return undefined;
	const { pathname, search } = new URL(url);
	const answer = early.get(pathname + search);
	early.delete(pathname + search);
	return answer;
}

/** What a call of the client resolves to. */
type Reply<Data> = { data?: Data; error?: unknown; response: Response };

/** Waits for a call and gives its data; throws a {@link Problem} when it was refused or no answer came. */
export async function call<Data>(reply: Promise<Reply<Data>>): Promise<Data> {
	const { data, error, response } = await reply.catch(unread);
	if (!response.ok) throw noteRefusal(Problem.from(response.status, response.headers, error));
	return data as Data;
}

/** An answer that broke off, or is not what was agreed on, as from a proxy that has something to say, is no answer. */
function unread(reason: unknown): never {
	if (reason instanceof TypeError || reason instanceof SyntaxError) throw Problem.network();
	throw reason;
}

/** A key for `Idempotency-Key`: the same for every attempt at the same thing, so that it happens once. */
export function attemptKey(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
