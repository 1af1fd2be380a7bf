import { goto } from '$app/navigation';
import type { Session } from '$lib/session/session.svelte';
import type { Toasts } from '$lib/ui/feedback/toasts.svelte';
import { words } from '$lib/words/shell';
import { words as ui } from '$lib/words/ui';

/** Logs out and goes to the log-in page; says so when the server was not reached, and offers to try again. */
export async function logOut(session: Session, toasts: Toasts): Promise<void> {
	try {
		await session.logOut();
	} catch {
		toasts.failed(words.logOutFailed, { label: ui.retry, run: () => void logOut(session, toasts) });
		return;
	}
	await goto('/login', { invalidateAll: true });
	toasts.done(words.loggedOut);
}
