import { Toasts } from '$lib/ui/feedback/toasts.svelte';
import { Events } from '../events.svelte';
import type { GroupEvent } from '../types';

export { server } from '$lib/api/testing/server';

/** An evening in Berlin that is still far away, unless the change says otherwise. */
export const event = (change: Partial<GroupEvent> = {}): GroupEvent => ({
	id: '11',
	post_id: '12',
	group: { id: '7', title: 'Harbour choir' },
	creator: null,
	title: 'Rehearsal',
	description: '',
	starts_at: '2096-06-02T17:00:00.000Z',
	starts_at_local: '2096-06-02T19:00:00+02:00',
	ends_at: null,
	ends_at_local: null,
	over_at: '2096-06-02T23:00:00.000Z',
	time_zone: 'Europe/Berlin',
	place: null,
	image_url: null,
	options: ['going', 'not_going', 'maybe'],
	capacity: null,
	counts: { going: 2, maybe: 1, not_going: 0, waiting: 0 },
	my_response: null,
	sequence: 0,
	created_at: '2026-01-15T12:00:00.000Z',
	cancelled_at: null,
	can: { edit: true, respond: true, cancel: true },
	...change,
});

/** The events of a member, with what the page says. */
export function page() {
	const toasts = new Toasts();
	const events = new Events(toasts, { now: () => 0, learn: () => undefined });
	return { toasts, events, said: () => toasts.list.map(({ text }) => text) };
}
