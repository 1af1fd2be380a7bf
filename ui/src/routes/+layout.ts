import { Session } from '$lib/session/session.svelte';

export const ssr = false;
export const prerender = false;

const session = new Session();

export function load() {
	return { session };
}
