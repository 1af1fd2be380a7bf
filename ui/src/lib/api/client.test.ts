import { afterEach, describe, expect, it, vi } from 'vitest';
import { api, call } from './client';

afterEach(() => vi.unstubAllGlobals());

const answering = (answer: () => Response) => vi.stubGlobal('fetch', async () => answer());
const ask = () => call(api.GET('/site'));

/** A body that breaks off before its end. */
function cut(): Response {
	const body = new ReadableStream({
		pull(controller) {
			controller.error(new TypeError('network error'));
		},
	});
	return new Response(body, { headers: { 'content-type': 'application/json' } });
}

describe('a call', () => {
	it('gives the data of an answer', async () => {
		answering(() => Response.json({ name: 'Kith' }));
		expect(await ask()).toEqual({ name: 'Kith' });
	});

	it.each([
		['broke off', cut],
		[
			'is the page of a proxy',
			() => new Response('<html>', { headers: { 'content-type': 'text/html' } }),
		],
	])('has no answer when what came %s', async (_, answer) => {
		answering(answer);
		await expect(ask()).rejects.toMatchObject({ name: 'Problem', code: 'network', status: 0 });
	});

	it('was refused when the answer says so', async () => {
		answering(() => Response.json({ code: 'busy' }, { status: 503 }));
		await expect(ask()).rejects.toMatchObject({ code: 'busy', isPassing: true });
	});
});
