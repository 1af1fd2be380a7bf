import { requireMember } from '$lib/session/guard';

export async function load({ parent, url }) {
	const { session } = await parent();
	await requireMember(session, url);
}
