import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from '$lib/api/problem';
import { Circle, type Person, type Source } from './circle.svelte';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

const people = (ids: string) => [...ids].map((id) => ({ id, display_name: id }) as Person);

/** Friends and followers in pages that are prepared; what was asked is kept. */
function circleOf(pages: Record<'friend' | 'follower', (string | Problem)[]>) {
	const asked: string[] = [];
	const source: Source = async (tie, { q, cursor }) => {
		asked.push([tie, q ?? '', cursor ?? ''].join(':'));
		const page = pages[tie].shift() ?? '';
		if (page instanceof Problem) throw page;
		const [ids = '', next] = page.split('>');
		return { items: people(ids), next_cursor: next ?? null };
	};
	return { circle: new Circle(source, 1_000), asked };
}

const shown = (circle: Circle) => circle.items.map(({ person, tie }) => `${person.id}${tie[1]}`).join(' ');

describe('whom one can choose', () => {
	it('are the friends, then the followers who are no friends', async () => {
		const { circle, asked } = circleOf({ friend: ['ab>1', 'c'], follower: ['bd>2', 'e'] });
		await circle.load();
		expect(shown(circle)).toBe('ar br');
		await circle.more();
		expect(shown(circle)).toBe('ar br cr do');
		await circle.more();
		expect(shown(circle)).toBe('ar br cr do eo');
		expect(circle.hasMore).toBe(false);
		await circle.more();
		expect(asked).toEqual(['friend::', 'friend::1', 'follower::', 'follower::2']);
	});

	it('are narrowed by what is typed, once the typing pauses', async () => {
		const { circle, asked } = circleOf({ friend: ['a', 'm'], follower: ['', ''] });
		await circle.load();
		circle.q = 'm';
		circle.q = 'ma ';
		await vi.runAllTimersAsync();
		expect(asked.slice(2)).toEqual(['friend:ma:', 'follower:ma:']);
		expect(shown(circle)).toBe('mr');
	});

	it('are all gathered, page by page', async () => {
		const { circle } = circleOf({ friend: ['ab>1', 'c'], follower: ['d>2', 'e'] });
		await circle.load();
		expect((await circle.everybody()).map(({ id }) => id).join('')).toBe('abcde');
	});

	it('are all gathered when a page is on its way already', async () => {
		const { circle, asked } = circleOf({ friend: ['ab>1', 'c'], follower: [''] });
		await circle.load();
		void circle.more();
		expect((await circle.everybody()).map(({ id }) => id).join('')).toBe('abc');
		expect(asked).toEqual(['friend::', 'friend::1', 'follower::']);
	});

	it('are there once, also who follows a friend in the same page', async () => {
		const { circle } = circleOf({ friend: ['ab'], follower: ['bc'] });
		await circle.load();
		expect(shown(circle)).toBe('ar br co');
	});

	it('begin anew with all of them when one comes back', async () => {
		const { circle, asked } = circleOf({ friend: ['ab', 'a', 'ab'], follower: ['', '', ''] });
		await circle.load();
		circle.q = 'a';
		await vi.runAllTimersAsync();
		await circle.open();
		expect([circle.q, shown(circle)]).toEqual(['', 'ar br']);
		expect(asked.filter((what) => what.startsWith('friend'))).toEqual([
			'friend::',
			'friend:a:',
			'friend::',
		]);
	});

	it('stay when the next page fails, which can be asked for again', async () => {
		const { circle } = circleOf({ friend: ['ab>1', Problem.network(), 'c'], follower: [''] });
		await circle.load();
		await circle.more();
		expect([circle.moreFailed, shown(circle)]).toEqual([true, 'ar br']);
		await circle.more();
		expect([circle.moreFailed, shown(circle)]).toEqual([false, 'ar br cr']);
	});

	it('do not show an answer that something else was asked after', async () => {
		const answers: ((page: { items: Person[] }) => void)[] = [];
		const circle = new Circle(() => new Promise((resolve) => answers.push(resolve)), 1_000);
		const first = circle.load();
		const second = circle.load();
		answers[1]?.({ items: people('z') });
		await vi.waitFor(() => expect(answers).toHaveLength(3));
		answers[2]?.({ items: [] });
		await second;
		answers[0]?.({ items: people('a') });
		await first;
		expect(shown(circle)).toBe('zr');
	});
});
