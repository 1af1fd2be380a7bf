import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import Area from '../testing/Area.svelte';

const found = ['ben', 'benno'].map((handle, place) => ({
	type: 'user',
	user: { id: String(place + 2), handle, display_name: `${handle} Okri`, avatar_url: null },
}));

beforeEach(() => {
	vi.stubGlobal('fetch', async () => Response.json({ items: found, next_cursor: null }));
	// Not in this document: what is shown on top of a dialog, and scrolling.
	Element.prototype.scrollIntoView = () => undefined;
});

afterEach(() => vi.unstubAllGlobals());

function writing() {
	const onkeydown = vi.fn();
	render(Area, { onkeydown });
	const area = screen.getByLabelText<HTMLTextAreaElement>('Text');
	area.focus();
	return { user: userEvent.setup(), area, onkeydown };
}

const options = () => screen.queryAllByRole('option', { hidden: true });

/** Types the beginning of a name, and waits for what is proposed. */
async function naming() {
	const writer = writing();
	await writer.user.type(writer.area, 'Ask @be');
	await waitFor(() => expect(options()).toHaveLength(2));
	writer.onkeydown.mockClear();
	return writer;
}

describe('a place to write in', () => {
	it('puts in who is chosen by keys', async () => {
		const { user, area, onkeydown } = await naming();
		const active = () => document.getElementById(area.getAttribute('aria-activedescendant') ?? '');
		expect(active()?.textContent).toContain('@ben');
		await user.keyboard('{ArrowDown}');
		expect(active()?.textContent).toContain('@benno');
		await user.keyboard('{Enter}');
		expect(area.value).toBe('Ask @benno ');
		expect(area.selectionStart).toBe(area.value.length);
		expect(options()).toEqual([]);
		expect(onkeydown).not.toHaveBeenCalled();
		expect(document.activeElement).toBe(area);
	});

	it('puts in who is pointed at, and goes on', async () => {
		const { user, area } = await naming();
		await user.click(options()[0] as HTMLElement);
		await user.type(area, 'please');
		expect(area.value).toBe('Ask @ben please');
	});

	it('takes Tab for the first, and Esc for none', async () => {
		const { user, area } = await naming();
		await user.keyboard('{Escape}');
		expect(options()).toEqual([]);
		await user.type(area, ' @be');
		await waitFor(() => expect(options()).toHaveLength(2));
		await user.keyboard('{Tab}');
		expect(area.value).toBe('Ask @be @ben ');
		expect(document.activeElement).toBe(area);
	});

	it('leaves every other key to whoever it is for', async () => {
		const { user, onkeydown } = await naming();
		await user.keyboard('{Control>}{Enter}{/Control}');
		expect(onkeydown).toHaveBeenCalledTimes(2);
	});

	it('makes what is selected bold and italic', async () => {
		const { user, area } = writing();
		await user.type(area, 'so cold');
		area.setSelectionRange(3, 7);
		await user.keyboard('{Control>}b{/Control}');
		expect(area.value).toBe('so **cold**');
		await user.keyboard('{Meta>}i{/Meta}');
		expect(area.value).toBe('so ***cold***');
		expect(area.value.slice(area.selectionStart, area.selectionEnd)).toBe('cold');
	});
});
