import house from 'lucide-static/icons/house.svg?glyph';
import settings from 'lucide-static/icons/settings.svg?glyph';
import userRound from 'lucide-static/icons/user-round.svg?glyph';
import { words } from '$lib/words/shell';

export interface Destination {
	href: string;
	label: string;
	glyph: string;
	/** Shows the member's own picture instead of the icon, where there is room for it. */
	isMe?: boolean;
}

/** The places of the application, in the order they are shown. */
export function destinations(handle: string): readonly Destination[] {
	return [
		{ href: '/', label: words.home, glyph: house },
		{ href: `/@${handle}`, label: words.profile, glyph: userRound, isMe: true },
		{ href: '/settings', label: words.settings, glyph: settings },
	];
}

/** Whether the page at `path` belongs to `destination`. */
export function isCurrent(destination: Destination, path: string): boolean {
	if (destination.href === '/') return path === '/';
	return path === destination.href || path.startsWith(`${destination.href}/`);
}
