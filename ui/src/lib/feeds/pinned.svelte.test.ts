import { describe, expect, it } from 'vitest';
import { PostList, type Page } from './post-list.svelte';

type Post = Page['items'][number];

const page = (ids: string, next?: string): Page => ({
	items: [...ids].map((id) => ({ id }) as Post),
	next_cursor: next ?? null,
});
const ids = (list: { readonly entries: readonly { id: string }[] }) =>
	list.entries.map((entry) => entry.id).join('');

describe('a list that one post stands before', () => {
	class Pinnable {
		gone = $state(false);
		pinned = $state(false);
		constructor(readonly id: string) {}
	}

	const numbered = (ids: string, pinned?: string, next?: string): Page => ({
		...page(ids, next),
		pinned: pinned === undefined ? null : ({ id: pinned } as Post),
	});

	function profile(...answers: Page[]) {
		const known = new Map<string, Pinnable>();
		const keep = ({ id }: Post) => {
			const kept = known.get(id) ?? new Pinnable(id);
			known.set(id, kept);
			return kept;
		};
		const list = new PostList<Pinnable>(
			async () => answers.shift() ?? page(''),
			{ keep, now: () => 0 },
			{ isFirst: ({ pinned }) => pinned },
		);
		const pin = (id: string, pinned = true) => {
			const kept = known.get(id);
			if (kept) kept.pinned = pinned;
		};
		return { list, pin };
	}

	it('shows it first and never twice, and in its place once it is pinned no more', async () => {
		const { list, pin } = profile(numbered('987', '3', 'x'), numbered('65421'));
		await list.begin();
		pin('3');
		expect(ids(list)).toBe('3987');
		await list.more();
		expect(ids(list)).toBe('398765421');
		pin('3', false);
		expect(ids(list)).toBe('987654321');
	});

	it('keeps what was read further down when it looks again', async () => {
		const { list, pin } = profile(
			numbered('98', '2', 'x'),
			numbered('765', undefined, 'y'),
			numbered('98', '2', 'x'),
		);
		await list.begin();
		pin('2');
		await list.more();
		await list.refresh();
		expect(ids(list)).toBe('298765');
	});

	it('shows the one that the server named last, when two are known as such', async () => {
		const { list, pin } = profile(numbered('9', '2'), numbered('92', '1'));
		await list.begin();
		pin('2');
		pin('1');
		await list.refresh();
		pin('1');
		expect(ids(list)).toBe('192');
	});
});
