import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import TagsEditor from './TagsEditor.svelte';

function editor(tags: string[]) {
	render(TagsEditor, { tags });
	return { user: userEvent.setup(), field: screen.getByRole<HTMLInputElement>('textbox') };
}

const shown = () => screen.queryAllByRole('listitem').map((item) => item.textContent?.trim());
const said = () => screen.getByRole('status').textContent;

describe('the editor of interests', () => {
	it('takes one with Enter, with a comma, and when one moves on', async () => {
		const { user, field } = editor([]);
		await user.type(field, 'Jazz{Enter}Kale,Film cameras');
		expect(field.value).toBe('Film cameras');
		await user.tab();
		expect(shown()).toEqual(['Jazz', 'Kale', 'Film cameras']);
		expect(said()).toMatch(/Film cameras/);
	});

	it('takes a pasted list', async () => {
		const { user, field } = editor(['Jazz']);
		await user.click(field);
		await user.paste('kale, #moss\nbogs');
		expect(shown()).toEqual(['Jazz', 'kale', 'moss', 'bogs']);
	});

	it('keeps what it cannot take, and says why', async () => {
		const { user, field } = editor(['Jazz']);
		await user.type(field, 'jazz{Enter}');
		expect([field.value, shown()]).toEqual(['jazz', ['Jazz']]);
		expect(said()).toMatch(/already/);
	});

	it('is left with the keyboard: to the last one, along them, and away', async () => {
		const { user, field } = editor(['Jazz', 'Kale', 'Moss']);
		const chip = (name: string) => screen.getByRole('button', { name: new RegExp(name) });
		await user.click(field);
		await user.keyboard('{Backspace}');
		expect(document.activeElement).toBe(chip('Moss'));
		await user.keyboard('{ArrowLeft}{Delete}');
		expect(shown()).toEqual(['Jazz', 'Moss']);
		expect(document.activeElement).toBe(chip('Moss'));
		await user.keyboard('{Backspace}{Backspace}');
		expect(shown()).toEqual([]);
		expect(document.activeElement).toBe(field);
	});

	it('does not send the form with Enter', async () => {
		const { user, field } = editor([]);
		const form = document.createElement('form');
		let sent = false;
		form.addEventListener('submit', (event) => {
			event.preventDefault();
			sent = true;
		});
		field.parentElement?.replaceWith(form);
		form.append(field);
		await user.type(field, '{Enter}');
		expect(sent).toBe(false);
	});
});
