import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Toasts } from '$lib/ui/feedback/toasts.svelte';
import { LoggedInBrowsers, type Browser } from './sessions.svelte';

const browser = (id: string, current = false) =>
	({ id, current, user_agent: 'curl/8.5.0', ip: '', created_at: '', last_seen_at: '' }) as Browser;

let answer: (method: string, path: string) => Response | Promise<Response>;
let toasts: Toasts;
let browsers: LoggedInBrowsers;

beforeEach(async () => {
	answer = () => Response.json({ items: [browser('2'), browser('1', true), browser('3')] });
	vi.stubGlobal('fetch', async (request: Request) => answer(request.method, new URL(request.url).pathname));
	toasts = new Toasts();
	browsers = new LoggedInBrowsers(toasts);
	await browsers.load();
});

afterEach(() => vi.unstubAllGlobals());

const ids = () => browsers.items.map((item) => item.id);

describe('the list of devices', () => {
	it('begins with this one', () => {
		expect(browsers.status).toBe('ready');
		expect(ids()).toEqual(['1', '2', '3']);
	});

	it('says when it cannot be loaded', async () => {
		answer = () => Promise.reject(new TypeError('Failed to fetch'));
		await browsers.load();
		expect(browsers.status).toBe('failed');
	});

	it('loses a device that is logged out, also when it was already', async () => {
		const asked: string[] = [];
		answer = (method, path) => {
			asked.push(`${method} ${path}`);
			return path.endsWith('/2')
				? new Response(null, { status: 204 })
				: Response.json({ code: 'not_found' }, { status: 404 });
		};
		expect(await browsers.end(browser('2'))).toBe(true);
		expect(await browsers.end(browser('3'))).toBe(true);
		expect(ids()).toEqual(['1']);
		expect(browsers.hasOthers).toBe(false);
		expect(asked).toEqual(['DELETE /api/v1/auth/sessions/2', 'DELETE /api/v1/auth/sessions/3']);
	});

	it('keeps a device that could not be logged out, and says why', async () => {
		answer = () => Promise.reject(new TypeError('Failed to fetch'));
		expect(await browsers.end(browser('2'))).toBe(false);
		expect(ids()).toEqual(['1', '2', '3']);
		expect(toasts.list[0]?.tone).toBe('error');
	});

	it('keeps only this one when all others are logged out', async () => {
		answer = () => Response.json({ ended: 2 });
		expect(await browsers.endOthers()).toBe(true);
		expect(ids()).toEqual(['1']);
		expect(toasts.list[0]?.text).toContain('2');
	});
});
