import { expect, it, vi } from 'vitest';
import { Toasts } from '$lib/ui/feedback/toasts.svelte';
import { words } from '$lib/words/ui';
import { Opener } from './opener.svelte';

it('opens when its code is there, which is loaded once', async () => {
	const load = vi.fn(async () => ({ default: 'Dialog' }));
	const history = new Opener(load, new Toasts());
	const opened = history.open();
	expect([history.Part, history.isOpen]).toEqual([undefined, false]);
	await opened;
	expect([history.Part, history.isOpen]).toEqual(['Dialog', true]);
	history.isOpen = false;
	await history.open();
	expect([history.isOpen, load.mock.calls.length]).toEqual([true, 1]);
});

it('says that it cannot be opened, with a way out', async () => {
	const toasts = new Toasts();
	const history = new Opener(() => Promise.reject(new TypeError('Failed to fetch')), toasts);
	await history.open();
	expect(history.isOpen).toBe(false);
	expect(toasts.list).toMatchObject([{ text: words.notOpened, action: { label: words.reload } }]);
});
