import { afterEach, describe, expect, it, vi } from 'vitest';
import { words } from '$lib/words/events';
import { after } from './answers';
import { event, page, server } from './testing/server';
import type { GroupEvent } from './types';

afterEach(() => vi.unstubAllGlobals());

function shown(change: Partial<GroupEvent> = {}) {
	const { events, said, toasts } = page();
	return { ...server(), events, said, toasts, live: events.keep(event(change)) };
}

const standing = ({ counts, my_response }: GroupEvent) => ({ ...counts, my_response });
const full = { capacity: 2, counts: { going: 2, maybe: 0, not_going: 0, waiting: 0 } };

describe('what an answer comes to', () => {
	it('is counted where it stands, and no longer where it stood', () => {
		const going = after(event(), 'going');
		expect(standing(going)).toEqual({
			going: 3,
			maybe: 1,
			not_going: 0,
			waiting: 0,
			my_response: 'going',
		});
		expect(standing(after(going, 'maybe'))).toEqual({
			going: 2,
			maybe: 2,
			not_going: 0,
			waiting: 0,
			my_response: 'maybe',
		});
		expect(standing(after(going, null))).toEqual(standing(event()));
		expect(after(going, 'going')).toBe(going);
	});

	it('is waiting where all places are taken, and stays that', () => {
		const waiting = after(event(full), 'going');
		expect([waiting.my_response, waiting.counts.waiting]).toEqual(['waiting', 1]);
		expect(after(waiting, 'going')).toBe(waiting);
		expect(after(waiting, 'not_going').counts.waiting).toBe(0);
	});

	it('gives the place of who leaves to who waits', () => {
		const counts = { going: 2, maybe: 0, not_going: 0, waiting: 3 };
		const left = after(event({ capacity: 2, counts, my_response: 'going' }), 'not_going');
		expect(left.counts).toEqual({ going: 2, maybe: 0, not_going: 1, waiting: 2 });
		// More come than there are places now: nobody follows.
		const more = after(event({ capacity: 1, counts, my_response: 'going' }), null);
		expect(more.counts).toEqual({ going: 1, maybe: 0, not_going: 0, waiting: 3 });
	});
});

describe('an answer', () => {
	it('shows at once, and then as the server has it', async () => {
		const { live, request, asked } = shown();
		const saying = live.respond('going');
		expect(live.value?.counts.going).toBe(3);
		const sent = await request(0);
		expect([sent.what, sent.body]).toEqual(['PUT /events/11/response', { response: 'going' }]);
		sent.reply(event({ my_response: 'going', counts: { going: 9, maybe: 1, not_going: 0, waiting: 0 } }));
		await saying;
		expect([live.value?.counts.going, live.isAnswering, asked.length]).toEqual([9, false, 1]);
	});

	it('can be another before the first has arrived: the last counts', async () => {
		const { live, request, asked } = shown();
		const saying = live.respond('going');
		void live.respond('maybe');
		void live.respond('not_going');
		expect(live.value && standing(live.value)).toMatchObject({ going: 2, not_going: 1 });
		(await request(0)).reply(event({ my_response: 'going' }));
		const second = await request(1);
		expect(second.body).toEqual({ response: 'not_going' });
		// What is asked in between shows nothing older.
		live.take(event());
		expect(live.value?.my_response).toBe('not_going');
		second.reply(event({ my_response: 'not_going' }));
		await saying;
		expect([live.value?.my_response, asked.length]).toEqual(['not_going', 2]);
	});

	it('is taken back', async () => {
		const { live, request } = shown({ my_response: 'going' });
		const saying = live.respond(null);
		const sent = await request(0);
		expect(sent.what).toBe('DELETE /events/11/response');
		sent.reply(event());
		await saying;
		expect(live.value?.my_response).toBeNull();
	});

	it('goes back to what it was, with a reason and another try, when nobody answers', async () => {
		const { live, request, toasts } = shown({ my_response: 'maybe' });
		const saying = live.respond('going');
		(await request(0)).lose();
		await saying;
		expect(live.value?.my_response).toBe('maybe');
		const [failed] = toasts.list;
		expect(failed?.text).toContain(words.notAnswered('Rehearsal'));
		failed?.action?.run();
		expect((await request(1)).body).toEqual({ response: 'going' });
	});

	it.each([
		['event_over', words.isOverNow('Rehearsal')],
		['event_cancelled', words.isCancelledNow('Rehearsal')],
	])('that is refused as %s is explained, and the event looked at again', async (code, why) => {
		const { live, request, said } = shown();
		const saying = live.respond('going');
		(await request(0)).reply({ code }, 409);
		await saying;
		expect(said()).toEqual([why]);
		expect(live.value?.my_response).toBeNull();
		expect((await request(1)).what).toBe('GET /events/11');
	});

	it('to what is no longer there ends with all that is known of it', async () => {
		const { live, request, said } = shown();
		const saying = live.respond('going');
		(await request(0)).reply({ code: 'not_found' }, 404);
		await saying;
		expect([live.status, live.value]).toEqual(['missing', undefined]);
		expect(said()).toEqual([words.isGoneNow('Rehearsal')]);
	});

	it('is not said where one cannot', async () => {
		const { live, asked } = shown({ can: { edit: false, respond: false, cancel: false } });
		await live.respond('going');
		expect(asked).toHaveLength(0);
	});
});

describe('an event that is cancelled', () => {
	it('stays, as cancelled', async () => {
		const { live, request, said } = shown();
		const cancelling = live.cancel();
		const sent = await request(0);
		expect(sent.what).toBe('DELETE /events/11');
		sent.reply(event({ cancelled_at: '2026-11-30T12:00:00.000Z' }));
		expect(await cancelling).toBe(true);
		expect(live.value?.cancelled_at).not.toBeNull();
		expect(said()).toEqual([words.cancelledToast('Rehearsal')]);
	});

	it('is not when that is refused, which is said', async () => {
		const { live, request, said } = shown();
		const cancelling = live.cancel();
		(await request(0)).reply({ code: 'internal' }, 500);
		expect(await cancelling).toBe(false);
		expect(live.value?.cancelled_at).toBeNull();
		expect(said()[0]).toContain(words.notCancelled('Rehearsal'));
	});
});

describe('an event that is looked at again', () => {
	it('is not believed to be as it was before an answer', async () => {
		const { live, request } = shown();
		const looking = live.load();
		const earlier = await request(0);
		const saying = live.respond('going');
		(await request(1)).reply(event({ my_response: 'going' }));
		await saying;
		earlier.reply(event());
		await looking;
		expect(live.value?.my_response).toBe('going');
	});

	it.each([
		[404, 'missing'],
		[500, 'failed'],
	])('for the first time and refused with %i is %s', async (status, expected) => {
		const { events } = page();
		const { request } = server();
		const live = events.of('12');
		const looking = live.load();
		(await request(0)).reply({ code: 'x' }, status);
		await looking;
		expect(live.status).toBe(expected);
	});
});
