import { describe, expect, it } from 'vitest';
import { Problem } from '$lib/api/problem';
import { PostList, type Page } from './post-list.svelte';

type Post = Page['items'][number];

class Kept {
	gone = $state(false);
	constructor(readonly id: string) {}
}

/** A list whose pages are prepared, one after the other. */
function listOf(...answers: (Page | Problem)[]) {
	return listOfReader('nobody', ...answers);
}

/** The same for somebody whose posts are told by their author's id. */
function listOfReader(me: string, ...answers: (Page | Problem)[]) {
	const known = new Map<string, Kept>();
	const cursors: (string | undefined)[] = [];
	let held: Promise<void> | undefined;
	const shelf = {
		now: () => 0,
		keep(post: Post) {
			const kept = known.get(post.id) ?? new Kept(post.id);
			known.set(post.id, kept);
			return kept;
		},
	};
	const list = new PostList<Kept>(
		async (cursor) => {
			cursors.push(cursor);
			const answer = answers.shift();
			const wait = held;
			held = undefined;
			await wait;
			if (!answer) throw new Error('No page was prepared');
			if (answer instanceof Problem) throw answer;
			return answer;
		},
		shelf,
		{ isOwn: ({ author }) => author?.id === me },
	);
	/** Holds the next answer back until what it gives is called. */
	const hold = () => {
		let letGo: () => void = () => undefined;
		held = new Promise((resolve) => (letGo = resolve));
		return () => letGo();
	};
	return { list, cursors, known, hold };
}

const page = (ids: string, next?: string): Page => ({
	items: [...ids].map((id) => ({ id }) as Post),
	next_cursor: next ?? null,
});
const ids = (list: PostList<Kept>) => list.entries.map((entry) => entry.id).join('');

describe('a list of posts', () => {
	it('is read page by page to its end', async () => {
		const { list, cursors } = listOf(page('abc', '1'), page('de'));
		await list.begin();
		expect(list.isAtEnd).toBe(false);
		await list.more();
		await list.more();
		expect(ids(list)).toBe('abcde');
		expect(list.isAtEnd).toBe(true);
		expect(cursors).toEqual([undefined, '1']);
	});

	it('goes on after the component that opened it is gone', async () => {
		let opened: ReturnType<typeof listOf> | undefined;
		const leave = $effect.root(() => {
			opened = listOf(page('abc'));
			expect(ids(opened.list)).toBe('');
		});
		leave();
		await opened?.list.begin();
		expect(opened && ids(opened.list)).toBe('abc');
	});

	it('leaves out what is off it, as long as that is so', async () => {
		let off = $state('');
		const answers = [{ ...page('abc'), kind: 'following' as const }];
		const list = new PostList<Kept>(
			async () => answers.shift() ?? page(''),
			{ keep: ({ id }) => new Kept(id), now: () => 0 },
			{ isOff: ({ id }, kind) => kind === 'following' && id === off },
		);
		await list.begin();
		off = 'b';
		expect(ids(list)).toBe('ac');
		off = '';
		expect(ids(list)).toBe('abc');
	});

	it('asks for one page at a time, and begins once', async () => {
		const { list, cursors } = listOf(page('abc', '1'));
		await Promise.all([list.begin(), list.begin(), list.more()]);
		await list.begin();
		expect(cursors).toEqual([undefined]);
	});

	it('does not look for what is new while its first page is on its way', async () => {
		const { list, cursors } = listOf(page('abc', '1'));
		const begun = list.begin();
		await list.refresh();
		expect(ids(list)).toBe('abc');
		await begun;
		expect(cursors).toEqual([undefined]);
	});

	it('shows nothing twice when pages overlap', async () => {
		const { list } = listOf(page('abc', '1'), page('cde'));
		await list.begin();
		await list.more();
		expect(ids(list)).toBe('abcde');
	});

	it('keeps what it has when a page fails, and goes on from there', async () => {
		const { list, cursors } = listOf(page('abc', '1'), Problem.network(), page('de'));
		await list.begin();
		await list.more();
		expect([list.status, list.problem?.isNetwork, ids(list)]).toEqual(['failed', true, 'abc']);
		await list.more();
		expect([list.status, list.problem, ids(list)]).toEqual(['ready', undefined, 'abcde']);
		expect(cursors).toEqual([undefined, '1', '1']);
	});

	it('hides what is gone and shows it in its place again', async () => {
		const { list, known } = listOf(page('abc'));
		await list.begin();
		const b = known.get('b');
		if (b) b.gone = true;
		expect(ids(list)).toBe('ac');
		if (b) b.gone = false;
		expect(ids(list)).toBe('abc');
	});

	it('puts a new post on top, once', async () => {
		const { list, known } = listOf(page('abc'));
		const fresh = new Kept('x');
		list.prepend(fresh);
		expect(ids(list)).toBe('');
		await list.begin();
		list.prepend(fresh);
		list.prepend(fresh);
		expect(ids(list)).toBe('xabc');
		expect(known.size).toBe(3);
	});
});

describe('refreshing a list', () => {
	it('finds what is new and keeps what was read further down', async () => {
		const { list, cursors } = listOf(page('abc', '1'), page('de', '2'), page('xyab', '9'), page('f'));
		await list.begin();
		await list.more();
		await list.refresh();
		expect(ids(list)).toBe('xyabcde');
		await list.more();
		expect(ids(list)).toBe('xyabcdef');
		expect(cursors.at(-1)).toBe('2');
	});

	it('drops what is gone from the part that was read again', async () => {
		const { list } = listOf(page('abcd', '1'), page('acd', '1'));
		await list.begin();
		await list.refresh();
		expect(ids(list)).toBe('acd');
	});

	it('begins anew when more came than fits a page', async () => {
		const { list, cursors } = listOf(page('abc', '1'), page('xyz', '9'), page('w'));
		await list.begin();
		await list.refresh();
		await list.more();
		expect(ids(list)).toBe('xyzw');
		expect(cursors).toEqual([undefined, undefined, '9']);
	});

	it('begins anew when it is made of something else, and knows its newest post', async () => {
		const { list } = listOf(
			{ ...page('abc', '1'), kind: 'everyone' },
			{ ...page('xa', '9'), kind: 'following' },
		);
		await list.begin();
		expect([list.kind, list.top]).toEqual(['everyone', 'a']);
		list.prepend(new Kept('m'));
		expect(list.top).toBe('a');
		expect(await list.refresh()).toBe(true);
		expect([list.kind, list.top, ids(list)]).toEqual(['following', 'x', 'xa']);
	});

	it('does not take an own post for the newest of others, which may arrive later with a smaller id', async () => {
		const by = (author: string, id: string) => ({ id, author: { id: author } }) as Post;
		const mixed = { items: [by('me', 'd'), by('you', 'c'), by('me', 'b')], next_cursor: null };
		const own = { items: [by('me', 'e'), by('me', 'd')], next_cursor: null };
		const { list } = listOfReader('me', mixed, own);
		await list.begin();
		expect(list.top).toBe('c');
		await list.refresh();
		expect(list.top).toBe('d');
	});

	it('finds what is new also after a page did not come, which may come then', async () => {
		const { list, cursors } = listOf(page('abc', '1'), Problem.network(), page('xab', '9'), page('de'));
		await list.begin();
		await list.more();
		expect(list.status).toBe('failed');
		expect(await list.refresh()).toBe(true);
		expect([list.status, list.problem, ids(list), list.top]).toEqual(['ready', undefined, 'xabc', 'x']);
		await list.more();
		expect([ids(list), cursors.at(-1)]).toEqual(['xabcde', '1']);
	});

	it.each([
		['the page', page('de', '2')],
		['the failure', Problem.network()],
	])('drops %s that was on its way when it began anew', async (_, late) => {
		const { list, cursors, hold } = listOf(page('abc', '1'), late, page('xyz', '9'), page('w'));
		await list.begin();
		const letGo = hold();
		const more = list.more();
		await list.refresh();
		letGo();
		await more;
		expect([list.status, ids(list)]).toEqual(['ready', 'xyz']);
		await list.more();
		expect([ids(list), cursors.at(-1)]).toEqual(['xyzw', '9']);
	});

	it.each([
		['goes on', page('xab', '9'), 'pxabc'],
		['begins anew', page('xyz', '9'), 'pxyz'],
		['knows it already', page('pxab', '9'), 'pxabc'],
	])('keeps what was published meanwhile when it %s', async (_, answer, expected) => {
		const { list, known, hold } = listOf(page('abc', '1'), answer);
		await list.begin();
		const letGo = hold();
		const refreshed = list.refresh();
		const fresh = new Kept('p');
		known.set('p', fresh);
		list.prepend(fresh);
		letGo();
		await refreshed;
		expect(ids(list)).toBe(expected);
	});

	it('leaves the list as it is when the server cannot be reached', async () => {
		const { list } = listOf(page('abc', '1'), Problem.network());
		await list.begin();
		expect(await list.refresh()).toBe(false);
		expect([list.status, ids(list)]).toEqual(['ready', 'abc']);
	});

	it('loads what was not loaded yet', async () => {
		const { list } = listOf(Problem.network(), page('abc'));
		await list.begin();
		expect(list.status).toBe('failed');
		await list.refresh();
		expect(ids(list)).toBe('abc');
	});
});
