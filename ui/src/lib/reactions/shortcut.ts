import type { Shortcut } from '$lib/ui/keyboard/shortcuts.svelte';
import { words } from '$lib/words/reactions';

/** Told to the button of what is to be reacted to: it is to offer all kinds. */
export const OFFER = 'kith:offer-reactions';

/** Offers the reactions to the post that has the focus, and without one to the first that is seen. */
export const reactShortcut: Shortcut = { keys: 'l', label: words.reactToPost, run: offer };

function offer(): void {
	const post = document.activeElement?.closest('[data-post]') ?? firstInView();
	post?.querySelector('[data-react]')?.dispatchEvent(new Event(OFFER));
}

function firstInView(): Element | undefined {
	const bar = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
	return [...document.querySelectorAll('[data-post]')].find((post) => {
		const button = post.querySelector('[data-react]')?.getBoundingClientRect();
		return button && button.top >= bar && button.bottom <= window.innerHeight;
	});
}
