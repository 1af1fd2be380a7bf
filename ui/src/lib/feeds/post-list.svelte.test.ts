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
	const known = new Map<string, Kept>();
	const cursors: (string | undefined)[] = [];
	const shelf = {
		keep(post: Post) {
			const kept = known.get(post.id) ?? new Kept(post.id);
			known.set(post.id, kept);
			return kept;
		},
	};
	const list = new PostList<Kept>(async (cursor) => {
		cursors.push(cursor);
		const answer = answers.shift();
		if (!answer) throw new Error('No page was prepared');
		if (answer instanceof Problem) throw answer;
		return answer;
	}, shelf);
	return { list, cursors, known };
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
