import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Session } from '$lib/session/session.svelte';
import { Toasts } from '$lib/ui/feedback/toasts.svelte';
import { Verification } from './verification.svelte';

let verify: () => Response | Promise<Response>;
let resend: () => Response;
let isVerified: boolean;
let asked: string[];

const refusal = (status: number, code: string, headers: HeadersInit = {}) =>
	Response.json({ code, detail: 'Because.' }, { status, headers });

beforeEach(() => {
	localStorage.clear();
	asked = [];
	isVerified = false;
	verify = () => {
		isVerified = true;
		return new Response(null, { status: 204 });
	};
	resend = () => Response.json({ mail_delivery: 'files' }, { status: 202 });
	vi.stubGlobal('fetch', async (request: Request) => {
		const { pathname } = new URL(request.url);
		asked.push(`${request.method} ${pathname.slice('/api/v1'.length)}`);
		if (pathname.endsWith('/verify')) return verify();
		if (pathname.endsWith('/resend')) return resend();
		return Response.json({ user: { id: '1', email_verified: isVerified } });
	});
});

afterEach(() => vi.unstubAllGlobals());

async function loggedIn() {
	localStorage.setItem('kith:member', '1');
	const session = new Session();
	await session.load();
	asked = [];
	return session;
}

describe('opening the link', () => {
	it('confirms the address and shows it to who is logged in', async () => {
		const session = await loggedIn();
		const verification = new Verification(session);
		await verification.use('token');
		expect(verification.outcome).toBe('done');
		expect(session.user?.email_verified).toBe(true);
		expect(asked).toEqual(['POST /auth/email/verify', 'GET /auth/session']);
	});

	it('asks nothing about a guest', async () => {
		const verification = new Verification(new Session());
		await verification.use('token');
		expect(asked).toEqual(['POST /auth/email/verify']);
	});

	it('is no trouble when it was done before', async () => {
		verify = () => refusal(422, 'validation');
		isVerified = true;
		const verification = new Verification(await loggedIn());
		await verification.use('token');
		expect(verification.outcome).toBe('done');
	});

	it.each([
		['gone', () => refusal(422, 'validation')],
		['taken', () => refusal(409, 'email_taken')],
		['failed', () => refusal(503, 'busy')],
		['failed', () => Promise.reject(new TypeError('Failed to fetch'))],
	] as const)('ends as “%s”', async (outcome, answer) => {
		verify = answer;
		const verification = new Verification(new Session());
		await verification.use('token');
		expect(verification.outcome).toBe(outcome);
	});

	it('needs a link', async () => {
		const verification = new Verification(new Session());
		await verification.use(undefined);
		expect(verification.outcome).toBe('missing');
		expect(asked).toEqual([]);
	});
});

describe('asking for another link', () => {
	it('sends one, once', async () => {
		const toasts = new Toasts();
		const verification = new Verification(await loggedIn());
		await Promise.all([verification.resend(toasts), verification.resend(toasts)]);
		expect(asked).toEqual(['POST /auth/email/resend']);
		expect(toasts.list.map((toast) => toast.tone)).toEqual(['info']);
	});

	it('says when it can be asked for again', async () => {
		resend = () => refusal(429, 'rate_limited', { 'retry-after': '3600' });
		const toasts = new Toasts();
		await new Verification(await loggedIn()).resend(toasts);
		expect(toasts.list[0]?.text).toContain('60 minutes');
	});

	it('notices that the address is confirmed already', async () => {
		const session = await loggedIn();
		isVerified = true;
		resend = () => refusal(409, 'already_verified');
		const toasts = new Toasts();
		await new Verification(session).resend(toasts);
		expect(session.user?.email_verified).toBe(true);
		expect(toasts.list).toEqual([]);
	});
});
