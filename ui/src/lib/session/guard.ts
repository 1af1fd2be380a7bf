import { redirect } from '@sveltejs/kit';
import type { Session } from './session.svelte';

/** Lets members through; guests go to the log-in page and come back afterwards. */
export async function requireMember(session: Session, url: URL): Promise<void> {
	await session.load();
	if (!session.user) redirect(307, loginAddress(url));
}

/** Lets guests through; members go where they wanted, or home. */
export async function requireGuest(session: Session, url: URL): Promise<void> {
	// Someone who was not logged in last time sees the page at once, without a question that ends in “401”.
	if (!session.user && !session.isRemembered) return;
	await session.load();
	if (session.user) redirect(307, nextPath(url));
}

/** The log-in page that leads back to `url`. */
export function loginAddress(url: URL): string {
	const wanted = url.pathname + url.search;
	return wanted === '/' ? '/login' : `/login?next=${encodeURIComponent(wanted)}`;
}

/**
 * Where to go after logging in. Only a path of this very site: `next` comes from the address,
 * and so from whoever made the link.
 */
export function nextPath(url: URL): string {
	const next = url.searchParams.get('next');
	if (!next?.startsWith('/') || /[\\\p{Cc}]/u.test(next)) return '/';
	const target = URL.canParse(next, url.origin) ? new URL(next, url.origin) : undefined;
	if (target?.origin !== url.origin || target.pathname.startsWith('//')) return '/';
	return target.pathname + target.search + target.hash;
}
