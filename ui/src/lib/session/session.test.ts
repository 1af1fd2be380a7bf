import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { onSessionEnded } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import { onMemberElsewhere, Session, type Me } from './session.svelte';

const MAREN = { id: '1', handle: 'maren', display_name: 'Maren Oyelaran' } as Me;

const json = (status: number, body: unknown) =>
	new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

let answers: (Response | Error)[] = [];
const asked: string[] = [];

beforeEach(() => {
	answers = [];
	asked.length = 0;
	localStorage.setItem('kith:member', '1');
	vi.stubGlobal('fetch', async (request: Request) => {
		asked.push(`${request.method} ${new URL(request.url).pathname}`);
		const answer = answers.shift();
		if (answer instanceof Response) return answer;
		throw answer ?? new Error('No answer was prepared');
	});
});

afterEach(() => {
	vi.unstubAllGlobals();
	delete window.kithBoot;
});

describe('the session', () => {
	it('asks once and remembers the member', async () => {
		answers = [json(200, { user: MAREN })];
		const session = new Session();
		await Promise.all([session.load(), session.load()]);
		expect(session.user?.handle).toBe('maren');
		expect(session.isRemembered).toBe(true);
		expect(asked).toEqual(['GET /api/v1/auth/session']);
	});

	it('knows the audience that the next post starts with', async () => {
		const view = { user: MAREN, settings: { default_audience: 'followers' } };
		answers = [json(200, view), json(200, { ...view, settings: { default_audience: 'public' } })];
		const session = new Session();
		await session.load();
		expect(session.defaultAudience).toBe('followers');
		session.choseAudience('selected');
		expect(session.defaultAudience).toBe('followers');
		session.choseAudience('only_me');
		expect(session.defaultAudience).toBe('only_me');
		await session.refresh();
		expect(session.defaultAudience).toBe('public');
	});

	it('starts posts with followers at most once the profile is private', async () => {
		for (const [before, after] of [
			['public', 'followers'],
			['unlisted', 'followers'],
			['friends', 'friends'],
		]) {
			answers = [json(200, { user: MAREN, settings: { default_audience: before } })];
			const session = new Session();
			await session.load();
			session.patch({ is_private: true });
			expect(session.defaultAudience).toBe(after);
		}
	});

	it('takes a 401 for a guest', async () => {
		answers = [json(401, { code: 'not_logged_in' })];
		const session = new Session();
		await session.load();
		expect(session.user).toBeNull();
		expect(session.isRemembered).toBe(false);
	});

	it('finds out that a guest is one without an error', async () => {
		localStorage.clear();
		answers = [json(200, { logged_in: false })];
		const session = new Session();
		await session.load();
		expect(session.user).toBeNull();
		expect(asked).toEqual(['GET /api/v1/site']);
	});

	it('finds a member whom the browser has forgotten', async () => {
		localStorage.clear();
		answers = [json(200, { logged_in: true }), json(200, { user: MAREN })];
		const session = new Session();
		await session.load();
		expect(session.user?.id).toBe('1');
		expect(session.isRemembered).toBe(true);
	});

	it('asks again after the server could not be reached', async () => {
		answers = [new TypeError('Failed to fetch'), json(200, { user: MAREN })];
		const session = new Session();
		await expect(session.load()).rejects.toMatchObject({ code: 'network' });
		await session.load();
		expect(session.me.id).toBe('1');
	});

	it('uses the question the page has asked already', async () => {
		window.kithBoot = new Map([['/api/v1/auth/session', Promise.resolve(json(200, { user: MAREN }))]]);
		const session = new Session();
		await session.load();
		expect(session.user?.id).toBe('1');
		expect(asked).toEqual([]);
	});

	it('keeps nothing the page asked for somebody who is gone', async () => {
		const gone = Promise.resolve(json(401, { code: 'not_logged_in' }));
		window.kithBoot = new Map([
			['/api/v1/auth/session', gone],
			['/api/v1/feeds/home?limit=20', gone],
		]);
		const session = new Session();
		await session.load();
		expect(session.user).toBeNull();
		expect(window.kithBoot).toBeUndefined();
	});

	it('logs out, and stays logged in when the server was not reached', async () => {
		answers = [
			json(200, { user: MAREN }),
			new TypeError('Failed to fetch'),
			new Response(null, { status: 204 }),
		];
		const session = new Session();
		await session.load();
		await expect(session.logOut()).rejects.toBeInstanceOf(Problem);
		expect(session.user).not.toBeNull();
		await session.logOut();
		expect(session.user).toBeNull();
		expect(session.isRemembered).toBe(false);
	});

	it('does what is left to do before it logs out, and logs out even when that fails', async () => {
		answers = [json(200, { user: MAREN }), new Response(null, { status: 204 })];
		const session = new Session();
		await session.load();
		const done: string[] = [];
		session.beforeLogOut(async () => void done.push(...asked));
		session.beforeLogOut(() => Promise.reject(new Error('no')));
		session.beforeLogOut(async () => void done.push('never'))();
		await session.logOut();
		expect(done).toEqual(['GET /api/v1/auth/session']);
		expect(session.user).toBeNull();
	});

	it('shows a change of one’s own profile at once', async () => {
		answers = [json(200, { user: MAREN })];
		const session = new Session();
		await session.load();
		session.patch({ display_name: 'Maren O.' });
		expect(session.me).toMatchObject({ id: '1', display_name: 'Maren O.' });
	});
});

describe('a browser with several tabs', () => {
	it('asks again as a guest when another tab has logged in', async () => {
		localStorage.clear();
		answers = [json(200, { logged_in: false }), json(200, { user: MAREN })];
		const session = new Session();
		await session.load();
		await session.load();
		expect(asked).toEqual(['GET /api/v1/site']);
		localStorage.setItem('kith:member', '1');
		await session.load();
		expect(session.user?.id).toBe('1');
	});

	it('starts over when somebody else is logged in all of a sudden', async () => {
		const startOver = vi.fn();
		answers = [json(200, { user: MAREN }), json(200, { user: { ...MAREN, id: '2' } })];
		const session = new Session(startOver);
		await session.load();
		await session.refresh();
		expect(startOver).toHaveBeenCalledOnce();
		expect(session.user?.id).toBe('1');
	});

	it('tells who is logged in elsewhere', () => {
		const heard: unknown[] = [];
		const stop = onMemberElsewhere((id) => heard.push(id));
		for (const newValue of ['2', null])
			dispatchEvent(new StorageEvent('storage', { key: 'kith:member', newValue }));
		dispatchEvent(new StorageEvent('storage', { key: 'kith:draft', newValue: 'x' }));
		stop();
		expect(heard).toEqual(['2', null]);
	});
});

describe('a session that ended elsewhere', () => {
	it('is noticed by any call, but not by a wrong password', async () => {
		const { api, call } = await import('$lib/api/client');
		const listener = vi.fn();
		const stop = onSessionEnded(listener);
		answers = [json(401, { code: 'invalid_credentials' }), json(401, { code: 'not_logged_in' })];
		const login = () => call(api.POST('/auth/login', { body: { login: 'a', password: 'b' } }));
		await expect(login()).rejects.toMatchObject({ code: 'invalid_credentials' });
		expect(listener).not.toHaveBeenCalled();
		await expect(login()).rejects.toMatchObject({ status: 401 });
		expect(listener).toHaveBeenCalledOnce();
		stop();
	});
});
