import { afterEach, describe, expect, it, vi } from 'vitest';
import { maren, pageOfMaren, server } from './testing/server';

afterEach(() => vi.unstubAllGlobals());

describe('a profile', () => {
	it('is asked for by its handle, once at a time', async () => {
		const { asked, request } = server();
		const state = pageOfMaren().profiles.of('Kwame');
		const both = [state.load(), state.load()];
		(await request(0)).reply(maren({ id: '2', handle: 'Kwame' }));
		await Promise.all(both);
		expect(state.status).toBe('ready');
		expect(asked.map((one) => one.what)).toEqual(['GET /users/@kwame']);
	});

	it('that is not there, or not for the one who asks, is missing', async () => {
		const { request } = server();
		const state = pageOfMaren().profiles.of('nobody');
		const loading = state.load();
		(await request(0)).reply({ code: 'not_found' }, 404);
		await loading;
		expect(state.status).toBe('missing');
	});

	it('that could not be loaded can be asked for again', async () => {
		const { request } = server();
		const state = pageOfMaren().profiles.of('kwame');
		const first = state.load();
		(await request(0)).lose();
		await first;
		expect(state.status).toBe('failed');
		const second = state.load();
		(await request(1)).reply(maren({ id: '2' }));
		await second;
		expect(state.status).toBe('ready');
	});

	it('stays on the page when looking again fails, and goes when it is gone', async () => {
		const { request } = server();
		const state = pageOfMaren().profiles.of('kwame');
		const answers: [number, unknown][] = [
			[200, maren({ id: '2' })],
			[500, {}],
			[404, {}],
		];
		const seen: unknown[] = [];
		for (const [place, [status, body]] of answers.entries()) {
			const loading = state.load();
			(await request(place)).reply(body, status);
			await loading;
			seen.push([state.status, state.profile?.id]);
		}
		expect(seen).toEqual([
			['ready', '2'],
			['ready', '2'],
			['missing', undefined],
		]);
	});
});

describe('the profiles of a page', () => {
	async function opened() {
		const { asked, request } = server();
		const { session, profiles } = pageOfMaren();
		const mine = profiles.of('maren');
		const loading = mine.load();
		(await request(0)).reply(maren());
		await loading;
		return { asked, request, session, profiles, mine };
	}

	it('are the same ones when one comes back, whatever the letters of the address', () => {
		const { profiles } = pageOfMaren();
		expect(profiles.of('Kwame')).toBe(profiles.of('kwame'));
	});

	it('forget the ones opened first', () => {
		const { profiles } = pageOfMaren();
		const first = profiles.of('first');
		const second = profiles.of('second');
		for (let number = 0; number < 11; number += 1) profiles.of(`other${number}`);
		expect(profiles.of('second')).toBe(second);
		expect(profiles.of('first')).not.toBe(first);
	});

	it('show a change of one’s own on the profile and in the bars, and leave others alone', async () => {
		const { session, profiles, mine } = await opened();
		profiles.changedMine({ avatar_url: '/new', bio: 'Row 15.' });
		expect(mine.profile).toMatchObject({ avatar_url: '/new', bio: 'Row 15.' });
		expect(session.me).toMatchObject({ avatar_url: '/new', bio: 'Row 14.' });
	});

	it('follow one’s own to a new handle without asking for it anew', async () => {
		const { request, profiles, mine } = await opened();
		profiles.changedMine({ handle: 'Moss' });
		expect(profiles.of('moss')).toBe(mine);
		expect(profiles.of('maren')).not.toBe(mine);
		const again = mine.load();
		const next = await request(1);
		expect(next.what).toBe('GET /users/@moss');
		next.reply(maren({ handle: 'Moss' }));
		await again;
	});
});
