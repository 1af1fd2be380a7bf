import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { describe, expect, it, vi } from 'vitest';
import { Problem } from '$lib/api/problem';
import Overlays from './Overlays.svelte';

/** Work that is done when the test says so. */
function pending() {
	let finish: (() => void) | undefined;
	const promise = new Promise<void>((done) => (finish = done));
	return { promise, resolve: () => finish?.() };
}

const button = (name: string) => screen.getByRole('button', { name });

describe('a menu', () => {
	async function open() {
		const selected = vi.fn();
		render(Overlays, { selected });
		// jsdom has no popovers: what the platform does on a click is done here.
		document.querySelector<HTMLElement>('[role="menu"]')?.showPopover();
		await waitFor(() => expect(item('Edit')).toBe(document.activeElement));
		return { selected, user: userEvent.setup() };
	}

	const item = (name: string) => screen.getByRole('menuitem', { name, hidden: true });

	it('moves with the arrows, around its ends, and to a letter', async () => {
		const { user } = await open();
		await user.keyboard('{ArrowDown}');
		expect(document.activeElement).toBe(item('Delete'));
		await user.keyboard('{ArrowUp}{ArrowUp}');
		expect(document.activeElement).toBe(item('Download'));
		await user.keyboard('{Home}');
		expect(document.activeElement).toBe(item('Edit'));
		await user.keyboard('{End}');
		expect(document.activeElement).toBe(item('Download'));
		await user.keyboard('d');
		expect(document.activeElement).toBe(item('Delete'));
	});

	it('closes on a choice and gives the focus back before it runs', async () => {
		const { user, selected } = await open();
		selected.mockImplementation(() => expect(document.activeElement).toBe(button('More')));
		await user.keyboard('{ArrowDown}{Enter}');
		expect(selected).toHaveBeenCalledExactlyOnceWith('Delete');
		expect(button('More').getAttribute('aria-expanded')).toBe('false');
	});
});

describe('tabs', () => {
	it('move with the arrows and show what belongs to them', async () => {
		render(Overlays);
		const user = userEvent.setup();
		const tab = (name: string) => screen.getByRole('tab', { name });
		await user.click(tab('Media'));
		expect(screen.getByRole('tabpanel').textContent).toContain('The media');
		await user.keyboard('{ArrowRight}{ArrowRight}');
		expect(document.activeElement).toBe(tab('Posts'));
		expect(tab('Posts').getAttribute('aria-selected')).toBe('true');
		expect(tab('Media').tabIndex).toBe(-1);
		expect(screen.getByRole('tabpanel').textContent).toContain('The posts');
	});
});

describe('a dialog', () => {
	it('gives the focus back to what opened it', async () => {
		render(Overlays);
		const user = userEvent.setup();
		await user.click(button('Open'));
		expect(screen.getByRole('dialog', { name: 'New post' })).toBeTruthy();
		await user.click(button('Close'));
		await waitFor(() => expect(screen.queryByText('Inside')).toBeNull());
		expect(document.activeElement).toBe(button('Open'));
	});

	it('stays when what is in it would be lost', async () => {
		const mayClose = vi.fn(() => false);
		render(Overlays, { mayClose });
		const user = userEvent.setup();
		await user.click(button('Open'));
		screen.getByRole('dialog').dispatchEvent(new Event('cancel', { cancelable: true }));
		await user.click(button('Close'));
		expect(mayClose).toHaveBeenCalledTimes(2);
		expect(screen.getByText('Inside')).toBeTruthy();
	});

	it('is open again when the browser closed it without asking', async () => {
		render(Overlays, { mayClose: () => false });
		await userEvent.setup().click(button('Open'));
		const dialog = screen.getByRole<HTMLDialogElement>('dialog');
		dialog.close();
		await tick();
		expect(dialog.open).toBe(true);
		expect(screen.getByText('Inside')).toBeTruthy();
	});

	it('asks with the harmless way first and waits for what it confirmed', async () => {
		const work = pending();
		const confirmed = vi.fn(() => work.promise);
		render(Overlays, { confirmed });
		const user = userEvent.setup();
		await user.click(button('Ask'));
		expect(document.activeElement).toBe(button('Cancel'));
		await user.click(button('Delete it'));
		await user.click(button('Delete it'));
		expect(confirmed).toHaveBeenCalledOnce();
		expect(screen.getByRole('alertdialog')).toBeTruthy();
		work.resolve();
		await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
	});
});

describe('a form', () => {
	const field = () => screen.getByRole('textbox', { name: 'Name' });

	it('shows what is wrong beside the field, moves there and keeps what was typed', async () => {
		const errors = [{ field: 'name', code: 'taken', message: 'Someone has that name.' }];
		const send = () => Promise.reject(Problem.from(422, new Headers(), { code: 'validation', errors }));
		render(Overlays, { send });
		const user = userEvent.setup();
		await user.type(field(), 'Maren');
		await user.click(button('Save'));
		await waitFor(() => expect(document.activeElement).toBe(field()));
		expect(field().getAttribute('aria-invalid')).toBe('true');
		const described = field().getAttribute('aria-describedby') ?? '';
		const said = described.split(' ').map((id) => document.getElementById(id)?.textContent?.trim());
		expect(said).toEqual(['Someone has that name.', 'As people know you.']);
		expect((field() as HTMLInputElement).value).toBe('Maren');
		await user.type(field(), 'a');
		expect(field().getAttribute('aria-invalid')).toBeNull();
	});

	it('says what is wrong as a whole in a live region', async () => {
		render(Overlays, { send: () => Promise.reject(Problem.network()) });
		await userEvent.setup().click(button('Save'));
		await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('can’t be reached'));
		expect(document.activeElement).toBe(screen.getByRole('alert'));
	});

	it('never sends twice', async () => {
		const work = pending();
		const send = vi.fn(() => work.promise);
		render(Overlays, { send });
		const user = userEvent.setup();
		await user.dblClick(button('Save'));
		await user.type(field(), '{Enter}');
		expect(send).toHaveBeenCalledOnce();
		work.resolve();
		await waitFor(() => expect(button('Save').getAttribute('aria-busy')).toBeNull());
	});

	it('counts near the limit only', async () => {
		render(Overlays);
		const user = userEvent.setup();
		await user.type(field(), 'Maren');
		expect(screen.queryByText(/characters? left/)).toBeNull();
		await user.type(field(), ' Oyelaran 👩‍🌾');
		expect(screen.getByText(/characters left/)).toBeTruthy();
	});
});
