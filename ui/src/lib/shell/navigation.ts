import bookmark from 'lucide-static/icons/bookmark.svg?glyph';
import calendar from 'lucide-static/icons/calendar.svg?glyph';
import house from 'lucide-static/icons/house.svg?glyph';
import settings from 'lucide-static/icons/settings.svg?glyph';
import userRound from 'lucide-static/icons/user-round.svg?glyph';
import usersRound from 'lucide-static/icons/users-round.svg?glyph';
import { circles } from '$lib/ui/icon/circles';
import { words } from '$lib/words/shell';

export interface Destination {
	href: string;
	label: string;
	glyph: string;
	/** Goes there, pressed after a `g`. */
	key: string;
	/** Shows the member's own picture instead of the icon, where there is room for it. */
	isMe?: boolean;
	/** Has no place in the tab bar of phones; it is in the menu of the account there. */
	isWide?: boolean;
	/** How much waits there to be seen, and that in words. */
	waits?: { count: number; label: string };
}

/** The places of the application, in the order they are shown. `requests` wait to be answered. */
export function destinations(handle: string, requests = 0): readonly Destination[] {
	const waits = requests > 0 ? { count: requests, label: words.requestsWait(requests) } : undefined;
	return [
		{ href: '/', label: words.home, glyph: house, key: 'h' },
		{ href: '/people', label: words.people, glyph: usersRound, key: 'f', waits },
		{ href: '/groups', label: words.groups, glyph: circles, key: 'g' },
		{ href: '/events', label: words.events, glyph: calendar, key: 'e', isWide: true },
		{ href: '/saved', label: words.saved, glyph: bookmark, key: 'b', isWide: true },
		{ href: `/@${handle}`, label: words.profile, glyph: userRound, key: 'p', isMe: true },
		{ href: '/settings', label: words.settings, glyph: settings, key: 's', isWide: true },
	];
}

/** Whether the page at `path` belongs to `destination`. */
export function isCurrent(destination: Destination, path: string): boolean {
	// For you is a tab of home.
	if (destination.href === '/') return path === '/' || path === '/for-you';
	return path === destination.href || path.startsWith(`${destination.href}/`);
}
