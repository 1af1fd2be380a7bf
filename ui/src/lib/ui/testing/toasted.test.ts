import { render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { expect, it } from 'vitest';
import { Toasts } from '../feedback/toasts.svelte';
import Toasted from './Toasted.svelte';

it('the first message comes into a live region that was there before it', async () => {
	const toasts = new Toasts();
	render(Toasted, { toasts });
	const live = screen.getByRole('status');
	expect(live.closest<HTMLElement>('[popover]')?.dataset['popoverOpen']).toBe('');
	toasts.done('Saved.');
	await tick();
	expect(screen.getByRole('status')).toBe(live);
	expect(live.textContent).toContain('Saved.');
	toasts.dismiss(toasts.list[0]?.id ?? -1);
	await tick();
	expect(live.closest<HTMLElement>('[popover]')?.dataset['popoverOpen']).toBe('');
});
