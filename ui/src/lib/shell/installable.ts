import { asset } from '$app/paths';

/** Milliseconds after which a page is there on a slow phone, too. */
const LATER = 5_000;

/**
 * Links what a browser needs to know to install the application. Until the page is there, every way to the server is
 * the page's own.
 */
export function installable(): () => void {
	const timer = setTimeout(() => {
		if (document.querySelector('link[rel="manifest"]')) return;
		const link = document.createElement('link');
		link.rel = 'manifest';
		link.href = asset('/manifest.webmanifest');
		document.head.append(link);
	}, LATER);
	return () => clearTimeout(timer);
}
