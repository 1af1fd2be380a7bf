import { render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';
import { words } from '$lib/words/ui';
import Newcomers from './Newcomers.svelte';

vi.mock('./NewcomerPeople.svelte', () => Promise.reject(new TypeError('Failed to fetch')));

it('people to begin with that cannot be loaded are said to be missing, with a way out', async () => {
	render(Newcomers);
	expect(await screen.findByText(words.notOpened)).toBeTruthy();
	expect(screen.getByRole('button', { name: words.retry })).toBeTruthy();
});
