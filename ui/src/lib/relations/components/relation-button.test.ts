import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { words } from '$lib/words/relations';
import Buttons from '../testing/Buttons.svelte';
import { kwame, page, server, standing } from '../testing/server';
import type { Person } from '../types';
// It is fetched when it is needed, which takes its time: here it is there already.
import './RelationConfirm.svelte';

afterEach(() => vi.unstubAllGlobals());

function shown(person: Person) {
	const kept = page();
	render(Buttons, { relations: kept.relations, person });
	return { ...kept, user: userEvent.setup() };
}

const all = (label: string) => screen.getAllByRole('button', { name: words.about(label, 'Kwame Boateng') });
const none = (label: string) => screen.queryByRole('button', { name: words.about(label, 'Kwame Boateng') });
/** jsdom has no popovers: what the platform does on a click is done here. */
async function openMenu(label: string) {
	const menu = screen.getAllByRole('menu', { name: words.about(label, 'Kwame Boateng'), hidden: true })[0];
	menu?.showPopover();
	await waitFor(() => expect(screen.getAllByRole('menuitem', { hidden: true }).length).toBeGreaterThan(0));
}
const item = (name: string) => screen.getByRole('menuitem', { name, hidden: true });

describe('the buttons about a person', () => {
	it('all change with one of them, and keep the focus', async () => {
		const { request } = server();
		const { user } = shown(kwame());
		const [first] = all(words.follow);
		if (!first) throw new Error('There is no button');
		await user.click(first);
		expect(all(words.following)).toHaveLength(2);
		expect(none(words.follow)).toBeNull();
		await waitFor(() => expect(document.activeElement?.tagName).toBe('BUTTON'));
		(await request(0)).reply({ code: 'not_found' }, 404);
		await waitFor(() => expect(all(words.follow)).toHaveLength(2));
	});

	it('ask before they end something, and do nothing until that is answered', async () => {
		const { asked, request } = server();
		const { user } = shown(kwame({ relationship: standing({ follow: 'following' }) }));
		await openMenu(words.following);
		await user.click(item(words.menu.unfollow));
		const dialog = await screen.findByRole('alertdialog');
		expect(dialog.textContent).toContain(words.confirm.unfollow.body(false, false));
		expect(asked).toHaveLength(0);
		await user.click(screen.getByRole('button', { name: words.confirm.unfollow.act }));
		expect((await request(0)).what).toBe('DELETE /users/2/follow');
		expect(all(words.follow)).toHaveLength(2);
		await waitFor(() => expect(document.activeElement?.textContent).toContain(words.follow));
	});

	it('take back a request without asking', async () => {
		const { request } = server();
		const { user } = shown(kwame({ is_private: true, relationship: standing({ follow: 'requested' }) }));
		await openMenu(words.requested);
		await user.click(item(words.menu.cancelFollow));
		expect((await request(0)).what).toBe('DELETE /users/2/follow');
	});

	it('offer nothing but to unblock somebody who is blocked', () => {
		server();
		shown(kwame({ relationship: standing({ blocking: true }) }));
		expect(screen.getAllByRole('button').map((button) => button.textContent?.trim())).toEqual([
			words.unblock,
			words.unblock,
		]);
	});
});
