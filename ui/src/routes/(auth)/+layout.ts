import { requireGuest } from '$lib/session/guard';

export async function load({ parent, url }) {
	const { session } = await parent();
	await requireGuest(session, url);
}
