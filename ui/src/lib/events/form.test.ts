import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { words } from '$lib/words/event-form';
import { EventForm } from './form.svelte';
import { event, page, server } from './testing/server';

beforeAll(() => {
	process.env['TZ'] = 'America/New_York';
});
beforeEach(() => {
	sessionStorage.clear();
	vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-01-15T12:00:00Z') });
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

const GROUP = { group: '7' };

function typed(change: Partial<EventForm['draft']> = {}) {
	const form = new EventForm('1', GROUP);
	Object.assign(form.draft, { title: 'Rehearsal', day: '2026-06-02', time: '19:00', ...change });
	return form;
}

describe('an event that is planned', () => {
	it('begins with the zone of the browser', () => {
		expect(new EventForm('1', GROUP).draft.zone).toBe('America/New_York');
		expect(new EventForm('1', GROUP).isDirty).toBe(false);
	});

	it('says what is missing before anything is sent', async () => {
		const { asked } = server();
		const form = new EventForm('1', GROUP);
		expect(await form.create('7')).toBeUndefined();
		expect(['title', 'starts_at', 'time'].map((field) => form.form.error(field))).toEqual([
			words.titleMissing,
			words.dayMissing,
			words.timeMissing,
		]);
		expect(asked).toHaveLength(0);
	});

	it.each([
		[{ day: '2026-01-14' }, 'starts_at', words.inThePast],
		[{ day: '2036-01-14' }, 'starts_at', words.tooFar],
		[{ hasEnd: true, endDay: '2026-06-02', endTime: '18:00' }, 'ends_at', words.endBefore],
		[{ hasEnd: true, endDay: '2026-06-02' }, 'ends_at', words.endMissing],
		[{ hasEnd: true, endDay: '2026-08-02', endTime: '18:00' }, 'ends_at', words.tooLongEvent],
		[{ capacity: '0' }, 'capacity', words.capacityWrong(100_000)],
		[{ capacity: 'many' }, 'capacity', words.capacityWrong(100_000)],
		[{ zone: 'Europe/Atlantis' }, 'time_zone', words.zoneUnknown],
		[{ place: 'x'.repeat(201) }, 'place', words.tooLong(200)],
	])('with %j is complained of at %s', async (change, field, complaint) => {
		const { asked } = server();
		const form = typed(change);
		await form.create('7');
		expect(form.form.error(field)).toBe(complaint);
		expect(asked).toHaveLength(0);
	});

	it('is sent as the moment that the clock of its zone shows, under one key', async () => {
		const { request } = server();
		const form = typed({ zone: 'Europe/Berlin', place: ' Old pier ', capacity: '12', maybe: false });
		form.addEnd();
		const first = form.create('7');
		const lost = await request(0);
		expect(lost.what).toBe('POST /groups/7/events');
		expect(lost.body).toEqual({
			title: 'Rehearsal',
			description: '',
			starts_at: '2026-06-02T17:00:00.000Z',
			ends_at: '2026-06-02T19:00:00.000Z',
			time_zone: 'Europe/Berlin',
			place: 'Old pier',
			options: ['going', 'not_going'],
			capacity: 12,
		});
		lost.lose();
		await first;

		// Even in the page that is loaded after it.
		const later = new EventForm('1', GROUP);
		expect([later.draft.title, later.isResumed]).toEqual(['Rehearsal', true]);
		const second = later.create('7');
		const again = await request(1);
		expect(again.key).toBe(lost.key);
		again.reply(event(), 201);
		expect((await second)?.event).toEqual(event());
		expect(new EventForm('1', GROUP).isDirty).toBe(false);
	});

	it('is at the time that is meant of two, and later where there is none', () => {
		const twice = typed({ zone: 'Europe/Berlin', day: '2026-10-25', time: '02:30' });
		expect(twice.body().starts_at).toBe('2026-10-25T00:30:00.000Z');
		twice.draft.later = true;
		expect(twice.body().starts_at).toBe('2026-10-25T01:30:00.000Z');
		const never = typed({ zone: 'Europe/Berlin', day: '2026-03-29', time: '02:30' });
		expect(never.start?.kind).toBe('never');
		expect(never.body().starts_at).toBe('2026-03-29T01:30:00.000Z');
	});

	it('ends some hours later, also after midnight, and moves with its day', () => {
		const form = typed({ time: '23:15' });
		form.addEnd();
		expect([form.draft.endDay, form.draft.endTime]).toEqual(['2026-06-03', '01:15']);
		form.day = '2026-06-09';
		expect(form.draft.endDay).toBe('2026-06-09');
	});

	it('shows what the server finds wrong beside the field', async () => {
		const { request } = server();
		const form = typed();
		const creating = form.create('7');
		(await request(0)).reply(
			{ code: 'invalid', errors: [{ field: 'starts_at', message: 'Not then.' }] },
			422,
		);
		await creating;
		expect(form.form.error('starts_at')).toBe('Not then.');
	});
});

describe('an event that is changed', () => {
	const saved = event({
		starts_at: '2026-06-02T17:00:30.000Z',
		starts_at_local: '2026-06-02T19:00:30+02:00',
		ends_at: '2026-06-02T19:00:00.000Z',
		ends_at_local: '2026-06-02T21:00:00+02:00',
		place: 'Old pier',
		capacity: 12,
	});

	async function sent(change: Partial<EventForm['draft']>) {
		const { events } = page();
		const { request } = server();
		const form = new EventForm('1', { event: saved });
		Object.assign(form.draft, change);
		const saving = form.save(events.keep(saved));
		const asked = await request(0);
		asked.reply(saved);
		return [asked.body, await saving];
	}

	it('is sent what changed and nothing else', async () => {
		expect(await sent({ title: 'Concert' })).toEqual([{ title: 'Concert' }, 'saved']);
		expect(await sent({ place: '', capacity: '' })).toEqual([{ place: null, capacity: null }, 'moved']);
		expect(await sent({ maybe: false })).toEqual([{ options: ['going', 'not_going'] }, 'saved']);
		expect(await sent({ hasEnd: false })).toEqual([{ ends_at: null }, 'moved']);
		expect(await sent({ time: '20:00' })).toEqual([{ starts_at: '2026-06-02T18:00:00.000Z' }, 'moved']);
	});

	it('in another zone is at the same time by the clock', async () => {
		expect(await sent({ zone: 'America/New_York' })).toEqual([
			{
				starts_at: '2026-06-02T23:00:00.000Z',
				ends_at: '2026-06-03T01:00:00.000Z',
				time_zone: 'America/New_York',
			},
			'moved',
		]);
	});

	it('keeps the second of two times that look the same', () => {
		const form = new EventForm('1', {
			event: event({
				starts_at: '2026-10-25T01:30:00.000Z',
				starts_at_local: '2026-10-25T02:30:00+01:00',
			}),
		});
		expect(form.draft.later).toBe(true);
		expect(form.isDirty).toBe(false);
	});

	it('is sent nothing when nothing changed', async () => {
		const { events } = page();
		const { asked } = server();
		expect(await new EventForm('1', { event: saved }).save(events.keep(saved))).toBe('saved');
		expect(asked).toHaveLength(0);
	});
});
