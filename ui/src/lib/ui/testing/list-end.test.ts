import { render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import userEvent from '@testing-library/user-event';
import { Problem } from '$lib/api/problem';
import { words } from '$lib/words/ui';
import ListEnd from '../list/ListEnd.svelte';
import { PagedList, type Page } from '../list/paged-list.svelte';

/** Numbers, in pages that wait until the test gives them. */
class Numbers extends PagedList<number> {
	readonly asked: ((answer: Page<number> | Problem) => void)[] = [];

	protected override ask(): Promise<Page<number>> {
		return new Promise((resolve, reject) => {
			this.asked.push((answer) => (answer instanceof Problem ? reject(answer) : resolve(answer)));
		});
	}

	protected override idOf(item: number): string {
		return String(item);
	}
}

/** Tells of what is looked at that it is seen, once each: as a browser does of what does not move. */
let looks = 0;
beforeEach(() => {
	looks = 0;
	vi.stubGlobal(
		'IntersectionObserver',
		class {
			readonly #seen: (entries: { isIntersecting: boolean }[]) => void;
			constructor(seen: (entries: { isIntersecting: boolean }[]) => void) {
				this.#seen = seen;
			}
			observe() {
				looks += 1;
				this.#seen([{ isIntersecting: true }]);
			}
			disconnect() {}
		},
	);
});
afterEach(() => vi.unstubAllGlobals());

async function begun(): Promise<Numbers> {
	const list = new Numbers();
	const loading = list.load();
	list.asked[0]?.({ items: [1, 2], next_cursor: 'x' });
	await loading;
	return list;
}

async function answer(list: Numbers, place: number, page: Page<number> | Problem) {
	list.asked[place]?.(page);
	await vi.waitFor(() => expect(list.isReading).toBe(false));
	await tick();
}

describe('the end of a list', () => {
	it('asks for more when it is seen, also after a page that brought nothing new', async () => {
		const list = await begun();
		render(ListEnd, { list, failed: 'No more came.' });
		expect(list.asked).toHaveLength(2);
		await answer(list, 1, { items: [2], next_cursor: 'y' });
		expect([list.items, list.asked.length]).toEqual([[1, 2], 3]);
		await answer(list, 2, { items: [3], next_cursor: null });
		expect([list.items, list.asked.length, looks]).toEqual([[1, 2, 3], 3, 2]);
	});

	it('says what did not come, and tries again', async () => {
		const list = await begun();
		render(ListEnd, { list, failed: 'No more came.' });
		await answer(list, 1, Problem.network());
		expect(screen.getByRole('alert').textContent).toContain('No more came.');
		await userEvent.click(screen.getByRole('button', { name: words.retry }));
		expect(screen.queryByRole('alert')).toBeNull();
		await answer(list, 2, { items: [3], next_cursor: null });
		expect(list.items).toEqual([1, 2, 3]);
	});

	it('waits for its button where there is one', async () => {
		const list = await begun();
		render(ListEnd, { list, failed: 'No more came.', button: 'Show more' });
		expect([list.asked.length, looks]).toEqual([1, 0]);
		await userEvent.click(screen.getByRole('button', { name: 'Show more' }));
		expect(list.asked).toHaveLength(2);
		await answer(list, 1, { items: [3], next_cursor: null });
		expect(screen.queryByRole('button')).toBeNull();
	});
});
