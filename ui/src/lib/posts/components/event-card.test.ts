import { render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { words } from '$lib/words/event-cards';
import type { PlannedEvent } from '../post';
import EventCard from './EventCard.svelte';

const rehearsal: PlannedEvent = {
	id: '60',
	post_id: '60',
	group: { id: '7', title: 'Harbour choir' },
	creator: null,
	title: 'Rehearsal',
	description: '',
	starts_at: '2026-12-08T18:00:00.000Z',
	ends_at: null,
	over_at: '2026-12-09T00:00:00.000Z',
	time_zone: 'Europe/Berlin',
	starts_at_local: '2026-12-08T19:00:00+01:00',
	ends_at_local: null,
	place: 'Old pier',
	image_url: null,
	options: ['going', 'not_going', 'maybe'],
	capacity: null,
	counts: { going: 12, maybe: 3, not_going: 1, waiting: 0 },
	my_response: 'going',
	sequence: 0,
	created_at: '2026-11-21T09:30:00.000Z',
	cancelled_at: null,
	can: { edit: false, respond: true, cancel: false },
};

beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2026-12-01T12:00:00.000Z') }));
afterEach(() => void vi.useRealTimers());

const card = (change: Partial<PlannedEvent> = {}) =>
	render(EventCard, { event: { ...rehearsal, ...change } });
const says = (text: string) => document.body.textContent?.includes(text);

describe('the card of an event', () => {
	it('leads to the event and says when, where and who comes', () => {
		card();
		const link = screen.getByRole('link', { name: 'Rehearsal' });
		expect(link.getAttribute('href')).toBe('/events/60');
		expect(screen.getByRole('heading', { level: 3 }).contains(link)).toBe(true);
		expect(document.querySelector('time')?.dateTime).toBe(rehearsal.starts_at);
		for (const said of ['Old pier', words.going(12), words.maybe(3), words.mine.going])
			expect(says(said), said).toBe(true);
		expect(says(words.over)).toBe(false);
	});

	it('says nothing of those who may come when nobody does', () => {
		card({ counts: { ...rehearsal.counts, maybe: 0 }, my_response: null });
		expect(says('maybe')).toBe(false);
		expect(says(words.mine.going)).toBe(false);
	});

	it('says that it is over', () => {
		vi.setSystemTime(Date.parse('2027-01-01T12:00:00.000Z'));
		card();
		expect(says(words.over)).toBe(true);
		expect(says(words.wasMine.going)).toBe(true);
	});

	it('says that it is cancelled, and to nobody that they are going', () => {
		card({ cancelled_at: '2026-11-25T12:00:00.000Z' });
		expect(says(words.cancelled)).toBe(true);
		expect(says(words.mine.going)).toBe(false);
	});

	it('is under the heading of the post inside of which it stands', () => {
		render(EventCard, { event: rehearsal, inside: true });
		expect(screen.getByRole('heading', { level: 4 })).toBeTruthy();
	});
});
