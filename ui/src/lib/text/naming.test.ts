import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Naming, typingAt } from './naming.svelte';

const person = (id: string, handle: string) => ({ id, handle, display_name: handle, avatar_url: null });
let asked: string[];
let fails = false;

beforeEach(() => {
	asked = [];
	fails = false;
	vi.useFakeTimers();
	vi.stubGlobal('fetch', async (request: Request) => {
		const { pathname, searchParams } = new URL(request.url);
		asked.push(`${pathname.replace('/api/v1', '')}?${searchParams.get('q') ?? ''}`);
		if (fails) return Response.json({ code: 'busy', detail: 'No.' }, { status: 503 });
		if (pathname.endsWith('/search')) {
			return Response.json({ items: [{ type: 'user', user: person('2', 'ben') }], next_cursor: null });
		}
		if (pathname.endsWith('/friends')) {
			return Response.json({ items: [person('3', 'cid'), person('4', 'dan')], next_cursor: null });
		}
		return Response.json({ items: [{ tag: 'snow' }, { tag: 'snowman' }], next_cursor: null });
	});
});

afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

async function typed(naming: Naming, text: string) {
	naming.look(text, text.length);
	await vi.runAllTimersAsync();
}

const texts = (naming: Naming) => naming.list.map(({ text }) => text);

describe('the name that is being typed', () => {
	it.each([
		['@', { sign: '@', from: 0, typed: '' }],
		['Hello @Be', { sign: '@', from: 6, typed: 'Be' }],
		['(#Sno', { sign: '#', from: 1, typed: 'Sno' }],
		['#雪', { sign: '#', from: 0, typed: '雪' }],
	])('is found in %j', (text, expected) => {
		expect(typingAt(text, text.length)).toEqual(expected);
	});

	it.each(['', 'Hello', 'ben@', 'ben@ex', '@ben ', 'a #', '##a', '/@ben', String.raw`\@ben`])(
		'is not found in %j',
		(text) => {
			expect(typingAt(text, text.length)).toBeUndefined();
		},
	);

	it('ends where the caret is', () => {
		expect(typingAt('@benjamin', 4)).toEqual({ sign: '@', from: 0, typed: 'ben' });
	});
});

describe('proposals', () => {
	it('are friends before anything is typed, and then who is called so', async () => {
		const naming = new Naming(() => '1');
		await typed(naming, 'Hello @');
		expect(texts(naming)).toEqual(['@cid', '@dan']);
		await typed(naming, 'Hello @be');
		expect(texts(naming)).toEqual(['@ben']);
		expect(asked).toEqual(['/users/1/friends?', '/search?be']);
	});

	it('are tags behind their sign', async () => {
		const naming = new Naming(() => '1');
		await typed(naming, '#Sn');
		expect(texts(naming)).toEqual(['#snow', '#snowman']);
		expect(asked).toEqual(['/tags?Sn']);
	});

	it('are asked for once the typing pauses, and the newest question counts', async () => {
		const naming = new Naming(() => '1');
		naming.look('@b', 2);
		naming.look('@be', 3);
		await typed(naming, '@ben');
		expect(asked).toEqual(['/search?ben']);
	});

	it('keep their place while others come and go', async () => {
		const naming = new Naming(() => '1');
		await typed(naming, '#s');
		naming.step(1);
		expect(naming.current?.text).toBe('#snowman');
		naming.look('#snowm', 6);
		expect(texts(naming)).toEqual(['#snowman']);
		expect(naming.current?.text).toBe('#snowman');
		naming.step(1);
		expect(naming.place).toBe(0);
	});

	it('stay away once they were put away, until another name is begun', async () => {
		const naming = new Naming(() => '1');
		await typed(naming, '@b');
		naming.close();
		await typed(naming, '@be');
		expect(naming.isOpen).toBe(false);
		await typed(naming, '@be and @d');
		expect(naming.isOpen).toBe(true);
	});

	it('end with the name', async () => {
		const naming = new Naming(() => '1');
		await typed(naming, '@b');
		await typed(naming, '@b ');
		expect([naming.isOpen, naming.list]).toEqual([false, []]);
	});

	it('are left out when the server cannot be asked', async () => {
		fails = true;
		const naming = new Naming(() => '1');
		await typed(naming, '@b');
		expect(naming.isOpen).toBe(false);
	});
});
