import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { event, page, server } from './testing/server';

beforeAll(() => {
	process.env['TZ'] = 'America/New_York';
});
afterEach(() => vi.unstubAllGlobals());

describe('the events of a group', () => {
	it('are to come or past, each read page by page, and one entry each everywhere', async () => {
		const { events } = page();
		const { request } = server();
		const { upcoming, past } = events.ofGroup('7');
		const reading = upcoming.begin();
		const first = await request(0);
		expect(first.what).toBe('GET /groups/7/events?limit=20');
		first.reply({ items: [event()], next_cursor: 'next' });
		await reading;
		const more = upcoming.more();
		const second = await request(1);
		expect(second.what).toContain('cursor=next');
		second.reply({ items: [event(), event({ id: '12' })], next_cursor: null });
		await more;
		expect(upcoming.shown).toEqual([events.of('11'), events.of('12')]);
		const before = past.begin();
		const third = await request(2);
		expect(third.what).toBe('GET /groups/7/events?limit=20&past=true');
		third.reply({ items: [], next_cursor: null });
		await before;
		expect(events.ofGroup('7').past).toBe(past);
	});

	it('are looked at again when one is made, where they were read', async () => {
		const { events } = page();
		const { request, asked } = server();
		const { upcoming } = events.ofGroup('7');
		const reading = upcoming.begin();
		(await request(0)).reply({ items: [], next_cursor: null });
		await reading;
		const live = events.moved(event());
		(await request(1)).reply({ items: [event()], next_cursor: null });
		await vi.waitFor(() => expect(upcoming.shown).toEqual([live]));
		expect(asked).toHaveLength(2);
	});
});

describe('a page of the calendar', () => {
	it('asks for all that is on it, and shows it on its days', async () => {
		const { events } = page();
		const { request } = server();
		const month = events.months.of('2026-11', 7);
		expect(events.months.of('2026-11', 7)).toBe(month);
		const reading = month.load();
		const first = await request(0);
		expect(first.what).toContain('from=2026-11-01T04:00:00.000Z&to=2026-12-13T05:00:00.000Z');
		const over = event({
			id: '12',
			starts_at: '2026-11-08T04:00:00.000Z',
			ends_at: '2026-11-09T06:00:00.000Z',
		});
		first.reply({ items: [over], next_cursor: 'next' });
		const second = await request(1);
		expect(second.what).toContain('cursor=next');
		second.reply({ items: [event({ starts_at: '2026-11-09T17:00:00.000Z' })], next_cursor: null });
		await reading;
		expect([month.status, month.isCut]).toEqual(['ready', false]);
		const on = (day: string) => month.on(day).map(({ id }) => id);
		expect([on('2026-11-07'), on('2026-11-08'), on('2026-11-09'), on('2026-11-10')]).toEqual([
			['12'],
			['12'],
			['12', '11'],
			[],
		]);
	});

	it('that could not be read says so, and what was read before stays', async () => {
		const { events } = page();
		const { request } = server();
		const month = events.months.of('2026-11', 1);
		const reading = month.load();
		(await request(0)).lose();
		await reading;
		expect(month.status).toBe('failed');
		const again = month.load();
		(await request(1)).reply({ items: [event()], next_cursor: null });
		await again;
		const third = month.load();
		(await request(2)).lose();
		await third;
		expect([month.status, month.events.length]).toEqual(['ready', 1]);
	});
});

describe('who comes', () => {
	it('is searched for, and looked at again when one answers', async () => {
		const { events } = page();
		const { request } = server();
		const live = events.keep(event());
		const { going } = events.people('11');
		const reading = going.begin();
		const first = await request(0);
		expect(first.what).toBe('GET /events/11/participants?limit=20&response=going');
		first.reply({ items: [], next_cursor: null });
		await reading;
		going.q = 'an';
		const second = await request(1);
		expect(second.what).toContain('q=an');
		second.reply({ items: [], next_cursor: null });
		await vi.waitFor(() => expect(going.shownFor).toBe('an'));
		const saying = live.respond('going');
		(await request(2)).reply(event({ my_response: 'going' }));
		await saying;
		expect((await request(3)).what).toContain('/events/11/participants');
	});
});
