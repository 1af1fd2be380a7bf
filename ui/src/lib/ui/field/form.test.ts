import { describe, expect, it } from 'vitest';
import { Problem } from '$lib/api/problem';
import { FormState } from './form.svelte';

/** A form on the page with this in it. */
function formOf(content: string): HTMLFormElement {
	document.body.innerHTML = `<form>${content}</form>`;
	return document.forms[0] as HTMLFormElement;
}

const refuse = (field: string) => async () => {
	throw new Problem(422, 'validation', 'Check what you entered.', new Map([[field, 'No.']]));
};
const focused = () => document.activeElement?.id;

describe('a refusal of the server', () => {
	it('speaks beside the field that shows it', async () => {
		const state = new FormState();
		const form = formOf('<div data-form-errors></div><input id="name" aria-invalid="true">');
		expect(await state.submit(refuse('name'), form)).toBe(false);
		expect([state.error('name'), state.message, focused()]).toEqual(['No.', '', 'name']);
	});

	it('is said as a whole where no field shows it', async () => {
		const state = new FormState();
		const form = formOf('<div id="errors" data-form-errors tabindex="-1"></div><input>');
		expect(await state.submit(refuse('other.0.id'), form)).toBe(false);
		expect([state.message, focused()]).toEqual(['Check what you entered.', 'errors']);
	});

	it('gives the focus to the complaint that says something', async () => {
		const state = new FormState();
		const empty = '<div data-form-errors tabindex="-1"></div>';
		const form = formOf(`${empty}<p id="said" data-form-errors tabindex="-1">No.</p>`);
		await state.submit(refuse('media'), form);
		expect([state.message, focused()]).toEqual(['', 'said']);
	});
});
