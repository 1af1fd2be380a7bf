import { render, screen, waitFor } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { goto } from '$app/navigation';
import Panels from '../testing/Panels.svelte';

vi.mock('$app/navigation');

/** Gives the answer to each question, in the order they were asked. */
let answers: ((...names: string[]) => void)[];

beforeEach(() => {
	answers = [];
	localStorage.clear();
	Element.prototype.scrollIntoView = () => undefined;
	vi.mocked(goto).mockClear();
	vi.stubGlobal('fetch', ({ signal }: Request) => {
		return new Promise<Response>((resolve, reject) => {
			answers.push((...names) => resolve(Response.json({ items: names.map(found) })));
			signal.addEventListener('abort', () => reject(new DOMException('Given up', 'AbortError')));
		});
	});
});

afterEach(() => vi.unstubAllGlobals());

const found = (name: string) => ({
	type: 'user',
	user: {
		id: name,
		handle: name,
		display_name: name.toUpperCase(),
		relationship: { follow: 'none', followed_by: 'none', friendship: 'none' },
	},
});

const press = async (panel: { keys: (event: KeyboardEvent) => void }, key: string) => {
	panel.keys(new KeyboardEvent('keydown', { key }));
	await tick();
};
const active = () =>
	screen.queryAllByRole('option').find((option) => option.getAttribute('aria-selected') === 'true')
		?.textContent;

/** The panel for “kw”, the keys on the person found second for “k”; the answer for “kw” is on its way. */
async function typing() {
	const { component, rerender } = render(Panels, { q: 'k' });
	await waitFor(() => expect(answers).toHaveLength(1));
	answers[0]?.('ana', 'kwame');
	await screen.findByText('KWAME');
	await rerender({ q: 'kw' });
	await waitFor(() => expect(answers).toHaveLength(2));
	await press(component.panel(), 'ArrowDown');
	await press(component.panel(), 'ArrowDown');
	expect(active()).toContain('KWAME');
	return component.panel();
}

it('the keys stay on the person they are on when others are found around them', async () => {
	const panel = await typing();
	answers[1]?.('kwaku', 'kwesi', 'kwame');
	await screen.findByText('KWESI');
	expect(active()).toContain('KWAME');
	await press(panel, 'Enter');
	expect(goto).toHaveBeenCalledExactlyOnceWith('/@kwame');
});

it('Enter searches for the words when that person is no longer found, and opens nobody else', async () => {
	const panel = await typing();
	answers[1]?.('kwaku', 'kwesi');
	await screen.findByText('KWESI');
	expect(active()).toBeUndefined();
	await press(panel, 'Enter');
	expect(goto).toHaveBeenCalledExactlyOnceWith('/search?q=kw');
});
