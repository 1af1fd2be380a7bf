import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { reload } from '$lib/ui/feedback/reload';
import { Toasts } from '$lib/ui/feedback/toasts.svelte';
import { words as pinning } from '$lib/words/pinning';
import { words } from '$lib/words/posts';
import { words as ui } from '$lib/words/ui';
import type { AuthorMenu } from '$lib/ui/person/author-menu';
import type { Post } from '../post';
import { Posts } from '../posts.svelte';
import Menus from '../testing/Menus.svelte';
import { post } from '../testing/composer';

vi.mock('./PolicyDialog.svelte', () => Promise.reject(new TypeError('Failed to fetch')));

const author = { id: '2', handle: 'ana', display_name: 'Ana Sousa' } as Post['author'];

/** The menu of a post, open, with what is known about its author. */
async function open(value: Partial<Post>, about: Partial<AuthorMenu> = {}) {
	const toasts = new Toasts();
	const posts = new Posts(toasts);
	const live = posts.keep(post({ author, can: { edit: false, delete: false }, ...value } as Partial<Post>));
	const passed = vi.fn();
	const menu = {
		look: vi.fn(() => Promise.resolve()),
		choices: () => undefined,
		isUnknown: () => false,
		...about,
	};
	render(Menus, { post: live, posts, toasts, about: menu, onleave: () => passed });
	// jsdom has no popovers: what the platform does on a click is done here.
	document.querySelector<HTMLElement>('[role="menu"]')?.showPopover();
	await waitFor(() => expect(document.activeElement?.getAttribute('role')).toBe('menuitem'));
	return { look: menu.look, passed, toasts };
}

const item = (name: string) => screen.getByRole('menuitem', { name, hidden: true });
const group = () => screen.queryByRole('group', { name: 'Ana Sousa', hidden: true });

describe('the menu of a post by somebody else', () => {
	it('asks about its author when it opens, and shows that it waits for the answer', async () => {
		const { look } = await open({ visible_because: 'follower' });
		expect(look).toHaveBeenCalledExactlyOnceWith(author);
		expect(group()?.getAttribute('aria-busy')).toBe('true');
	});

	it('offers what can be done about them, and passes on the focus when the post leaves for it', async () => {
		const run = vi.fn((changed: () => void) => Promise.resolve(changed()));
		const { passed } = await open(
			{ visible_because: 'public' },
			{ choices: () => [{ label: 'Mute', glyph: '', run }] },
		);
		expect(group()?.getAttribute('aria-busy')).toBe('false');
		await userEvent.click(item('Mute'));
		expect(run).toHaveBeenCalledOnce();
		expect(passed).toHaveBeenCalledOnce();
	});

	it('says when that could not be found out', async () => {
		await open({ visible_because: 'friend' }, { isUnknown: () => true });
		expect(screen.getByText(words.authorUnknown)).toBeTruthy();
	});
});

it('the menu of one’s own post is about the post alone', async () => {
	const { look } = await open({ visible_because: 'author' });
	expect(look).not.toHaveBeenCalled();
	expect(group()).toBeNull();
});

it('the menu of the post of an event offers neither edit nor delete, also to who created it', async () => {
	const can = { edit: false, delete: false, share: false, comment: true, pin: false };
	await open({ visible_because: 'author', audience: 'group', can });
	const names = [words.edit, words.delete, words.removeFromGroup];
	const offered = names.map((name) => screen.queryByRole('menuitem', { name, hidden: true }));
	expect(offered).toEqual([null, null, null]);
});

describe('the menu of a post in a group', () => {
	const choir = { id: '7', title: 'Harbour choir' };
	const inGroup = { audience: 'group', group: choir } as const;
	const offered = (name: string) => screen.queryByRole('menuitem', { name, hidden: true }) !== null;

	it('offers its author neither another audience nor a place on the profile', async () => {
		const can = { edit: true, delete: true } as Post['can'];
		await open({ ...inGroup, can, visible_because: 'author' });
		const names = [words.edit, words.delete, words.changeAudience, words.pin, words.removeFromGroup];
		expect(names.map(offered)).toEqual([true, true, false, false, false]);
		expect(offered(words.pinInGroup)).toBe(false);
	});

	it('lets who keeps order pin it, and unpin it', async () => {
		const can = { edit: false, delete: true, pin: true } as Post['can'];
		vi.stubGlobal('fetch', async () => new Response(null, { status: 204 }));
		const { toasts } = await open({ ...inGroup, can, pinned: false, visible_because: 'member' });
		await userEvent.click(item(words.pinInGroup));
		await vi.waitFor(() => expect(toasts.list[0]?.text).toBe(pinning.inGroup.pinned));
		document.querySelector<HTMLElement>('[role="menu"]')?.showPopover();
		await waitFor(() => expect(offered(words.unpinInGroup)).toBe(true));
		expect(offered(words.pinInGroup)).toBe(false);
		vi.unstubAllGlobals();
	});

	it('lets who keeps order take it out of the group', async () => {
		const can = { edit: false, delete: true } as Post['can'];
		const { toasts, passed } = await open({ ...inGroup, can, visible_because: 'member' });
		expect([words.removeFromGroup, words.delete].map(offered)).toEqual([true, false]);
		vi.stubGlobal('fetch', async () => new Response(null, { status: 204 }));
		await userEvent.click(item(words.removeFromGroup));
		expect(toasts.list[0]).toMatchObject({ text: words.removedFromGroup, action: { label: ui.undo } });
		expect(passed).toHaveBeenCalledOnce();
		vi.unstubAllGlobals();
	});
});

it('what cannot be loaded says so, with a way out', async () => {
	const { toasts } = await open({ can: { edit: true } as Post['can'] });
	await userEvent.click(item(words.changePolicy));
	await waitFor(() => expect(toasts.list[0]).toMatchObject({ text: ui.notOpened, action: reload }));
});
