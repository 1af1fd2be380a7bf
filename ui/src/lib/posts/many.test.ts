import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Toasts } from '$lib/ui/feedback/toasts.svelte';
import { ManyAudiences, UNDO_WINDOW } from './many.svelte';
import type { Post } from './post';
import { Posts } from './posts.svelte';

let asked: { call: string; body: unknown }[] = [];
let keys: (string | null)[] = [];
let answers: (object | Error)[] = [];
let now = 0;
let posts: Posts;
let toasts: Toasts;
let many: ManyAudiences;

const post = (id: string, audience: Post['audience'], created_at: string, author = '1') =>
	posts.keep({ id, audience, created_at, author: { id: author }, selected: null } as unknown as Post);

beforeEach(() => {
	vi.useFakeTimers();
	asked = [];
	keys = [];
	answers = [];
	now = 0;
	toasts = new Toasts();
	posts = new Posts(toasts);
	many = new ManyAudiences('1', posts, toasts, () => now);
	vi.stubGlobal('fetch', async (request: Request) => {
		const path = new URL(request.url).pathname.replace('/api/v1', '');
		const body: unknown = request.method === 'POST' ? await request.json() : undefined;
		asked.push({ call: `${request.method} ${path}`, body });
		keys.push(request.headers.get('Idempotency-Key'));
		const answer = answers.shift() ?? new Error('No answer was prepared');
		if (answer instanceof Error) throw answer;
		const { status = 200, ...rest } = answer as { status?: number };
		const headers = { 'content-type': 'application/json' };
		return new Response(JSON.stringify({ status, ...rest }), { status, headers });
	});
});

afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

describe('many audiences', () => {
	it('are counted once the choice is made, whole days taken', async () => {
		many.first = '2026-03-01';
		many.last = '2026-03-02';
		many.recount();
		await vi.runAllTimersAsync();
		expect(asked).toEqual([]);
		answers = [{ matched: 3, change_id: null }];
		many.from = 'public';
		many.to = 'friends';
		many.recount();
		expect(many.counting).toBe('yes');
		await vi.runAllTimersAsync();
		expect([many.counting, many.count]).toEqual(['no', 3]);
		expect(asked).toEqual([
			{
				call: 'POST /me/posts/audience',
				body: {
					from: 'public',
					to: 'friends',
					preview: true,
					after: new Date(2026, 2, 1).toISOString(),
					before: new Date(2026, 2, 3).toISOString(),
				},
			},
		]);
	});

	it('are not counted for a range that ends before it begins', async () => {
		many.to = 'friends';
		many.first = '2026-03-02';
		many.last = '2026-03-01';
		many.recount();
		await vi.runAllTimersAsync();
		expect([many.isCrossed, asked.length]).toEqual([true, 0]);
	});

	it('are neither counted nor changed while a day is typed in part', async () => {
		many.to = 'friends';
		many.unfinished.last = true;
		many.recount();
		await vi.runAllTimersAsync();
		expect([await many.change(), asked.length]).toEqual([false, 0]);
	});

	it('say when they could not be counted', async () => {
		many.to = 'friends';
		answers = [new TypeError('Failed to fetch')];
		many.recount();
		await vi.runAllTimersAsync();
		expect([many.counting, many.count]).toEqual(['failed', undefined]);
	});

	it('change on the page too, and back again', async () => {
		const meant = post('5', 'public', '2026-03-01T10:00:00.000Z');
		const other = post('6', 'only_me', '2026-03-01T10:00:00.000Z');
		const theirs = post('7', 'public', '2026-03-01T10:00:00.000Z', '2');
		many.from = 'public';
		many.to = 'friends';
		answers = [{ matched: 1, change_id: '77' }, { restored: 1 }];
		expect(await many.change()).toBe(true);
		const audiences = () => [meant, other, theirs].map(({ value }) => value.audience);
		expect(audiences()).toEqual(['friends', 'only_me', 'public']);
		expect(many.made?.count).toBe(1);
		const [toast] = toasts.list;
		toasts.act(toast?.id ?? -1);
		await vi.waitFor(() => expect(many.made).toBeUndefined());
		expect(asked.at(1)?.call).toBe('DELETE /me/posts/audience/77');
		expect(audiences()).toEqual(['public', 'only_me', 'public']);
	});

	it('can be taken back after the page was left, once', async () => {
		const meant = post('5', 'public', '2026-03-01T10:00:00.000Z');
		many.to = 'friends';
		answers = [{ matched: 1, change_id: '77' }, { restored: 1 }];
		await many.change();
		const later = new ManyAudiences('1', posts, toasts, () => now);
		const { made } = later;
		if (!made) throw new Error('Nothing can be taken back');
		const both = Promise.all([later.undo(made), later.undo(made)]);
		expect(later.undoing).toBe(true);
		await both;
		expect([later.undoing, later.made, meant.value.audience]).toEqual([false, undefined, 'public']);
		expect(asked.filter(({ call }) => call.startsWith('DELETE'))).toHaveLength(1);
	});

	it('stay as they are when the change is refused', async () => {
		const meant = post('5', 'public', '2026-03-01T10:00:00.000Z');
		many.to = 'friends';
		answers = [{ status: 503, code: 'busy' }];
		expect(await many.change()).toBe(false);
		expect([meant.value.audience, many.made]).toEqual(['public', undefined]);
		expect(toasts.list[0]?.tone).toBe('error');
	});

	it('are one change however often the same is sent, until it is answered', async () => {
		many.to = 'friends';
		answers = [
			new TypeError('Failed to fetch'),
			{ matched: 1, change_id: '77' },
			{ matched: 1, change_id: '78' },
		];
		for (const done of [false, true, true]) expect(await many.change()).toBe(done);
		const [lost, again, later] = keys;
		expect(lost).toMatch(/^[0-9a-f]{32}$/);
		expect([again === lost, later === lost]).toEqual([true, false]);
	});

	it('can be taken back for a while only', async () => {
		many.to = 'friends';
		answers = [
			{ matched: 1, change_id: '77' },
			{ status: 409, code: 'undo_expired', detail: 'Too late.' },
		];
		await many.change();
		const { made } = many;
		if (!made) throw new Error('Nothing was made');
		now = UNDO_WINDOW - 1;
		many.expire(made);
		expect(many.made).toBe(made);
		await many.undo(made);
		expect(many.made).toBeUndefined();
		expect(toasts.list.at(-1)?.text).toContain('Too late.');
	});
});
