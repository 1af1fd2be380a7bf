import { describe, expect, it, vi } from 'vitest';
import { problemText } from '$lib/words/problems';
import { Problem } from './problem';

const none = new Headers();

describe('reading a refusal', () => {
	it('keeps what the server says', () => {
		const problem = Problem.from(409, none, {
			type: 'about:blank',
			code: 'email_taken',
			detail: 'There is an account with this email.',
			request_id: '01JD',
		});
		expect(problem).toMatchObject({
			status: 409,
			code: 'email_taken',
			detail: 'There is an account with this email.',
			requestId: '01JD',
		});
		expect(problem.fields.size).toBe(0);
	});

	it('keeps the first complaint about each field', () => {
		const problem = Problem.from(422, none, {
			code: 'validation',
			errors: [
				{ field: 'email', code: 'invalid', message: 'This is no email address.' },
				{ field: 'email', code: 'too_long', message: 'Too long.' },
				{ field: 'password', code: 'too_short', message: 'At least 8 characters.' },
				{ field: 'broken' },
				'nonsense',
			],
		});
		expect([...problem.fields]).toEqual([
			['email', 'This is no email address.'],
			['password', 'At least 8 characters.'],
		]);
	});

	it.each([undefined, null, '', '<html>', [], 42])('makes do with the body %j', (body) => {
		expect(Problem.from(502, none, body)).toMatchObject({ status: 502, code: 'unknown', detail: '' });
	});

	it('understands both forms of Retry-After', () => {
		vi.useFakeTimers({ now: new Date('2026-11-21T12:00:00Z') });
		const wait = (value: string) =>
			Problem.from(429, new Headers({ 'retry-after': value }), {}).retryAfter;
		expect(wait('30')).toBe(30);
		expect(wait('Sat, 21 Nov 2026 12:01:00 GMT')).toBe(60);
		expect(wait('soon')).toBeUndefined();
		vi.useRealTimers();
	});

	it('knows from when on the same can succeed', () => {
		const from = (retry_at: unknown) => Problem.from(409, none, { retry_at }).retryAt;
		expect(from('2026-01-15T12:00:00.000Z')).toEqual(new Date('2026-01-15T12:00:00Z'));
		for (const nothing of [undefined, null, '', 'soon', 42]) expect(from(nothing)).toBeUndefined();
	});

	it('tells passing trouble from lasting', () => {
		expect(Problem.network().isPassing).toBe(true);
		expect(Problem.from(503, none, {}).isPassing).toBe(true);
		expect(Problem.from(404, none, {}).isPassing).toBe(false);
	});
});

describe('a refusal in words', () => {
	const say = (status: number, body: unknown = {}, headers = none) =>
		problemText(Problem.from(status, headers, body));

	it('speaks of the connection when there was no answer', () => {
		expect(problemText(Problem.network())).toContain('can’t be reached');
	});

	it('passes on what a person can mend, and not the failures of the server', () => {
		expect(say(409, { detail: 'You already did.' })).toBe('You already did.');
		expect(say(500, { detail: 'panicked' })).not.toContain('panicked');
	});

	it('says how long to wait', () => {
		expect(say(429, {}, new Headers({ 'retry-after': '30' }))).toContain('30 seconds');
		expect(say(429, {}, new Headers({ 'retry-after': '600' }))).toContain('10 minutes');
		expect(say(429)).toContain('Wait a moment');
	});
});
