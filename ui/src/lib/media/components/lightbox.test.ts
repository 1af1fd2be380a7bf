import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { words } from '$lib/words/media';
import type { Media } from '../media';
import Lightbox from './Lightbox.svelte';

const pictures = ['Hills', 'Lake', 'Mill'].map(
	(alt_text, id) =>
		({
			id: String(id),
			alt_text,
			width: 4,
			height: 3,
			animated: false,
			variants: {},
		}) as unknown as Media,
);

it('is turned with the keys to its ends and back', async () => {
	render(Lightbox, { pictures, place: 1, open: true });
	const user = userEvent.setup();
	const next = screen.getByLabelText(words.next);
	await user.click(next);
	expect(screen.getByRole('status').textContent).toBe(words.place(3, 3));
	expect(document.activeElement).toBe(next);
	expect(next.getAttribute('aria-disabled')).toBe('true');
	await user.click(next);
	await user.keyboard('{ArrowLeft}{ArrowLeft}');
	expect(screen.getByRole('status').textContent).toBe(words.place(1, 3));
	expect(screen.getByLabelText(words.previous).getAttribute('aria-disabled')).toBe('true');
	expect(next.getAttribute('aria-disabled')).toBeNull();
});
