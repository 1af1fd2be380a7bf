import { afterEach, describe, expect, it, vi } from 'vitest';
import { kwame, page, server, standing } from './testing/server';

afterEach(() => vi.unstubAllGlobals());

const refusal = (status: number, code: string, detail = '') => [{ code, detail }, status] as const;

describe('an act', () => {
	it('shows at once in every copy and stays when the server agrees', async () => {
		const { asked, request } = server();
		const { relations } = page();
		const done = relations.act(kwame(), 'follow');
		expect(relations.of(kwame()).follow).toBe('following');
		expect(relations.isBusy('2')).toBe(true);
		(await request(0)).reply(standing({ follow: 'following', followed_by: 'following' }));
		expect(await done).toBe(true);
		expect(relations.of(kwame())).toEqual(standing({ follow: 'following', followed_by: 'following' }));
		expect(relations.isBusy('2')).toBe(false);
		expect(asked.map(({ what }) => what)).toEqual(['PUT /users/2/follow']);
	});

	it('is asked for where the profile is private, and shows so', async () => {
		server();
		const { relations } = page();
		void relations.act(kwame({ is_private: true }), 'follow');
		expect(relations.of(kwame()).follow).toBe('requested');
	});

	it('is taken back with a reason when it is refused', async () => {
		const { request } = server();
		const { relations, said, toasts } = page();
		const done = relations.act(kwame(), 'befriend');
		expect(relations.of(kwame()).friendship).toBe('outgoing');
		(await request(0)).reply(...refusal(403, 'forbidden', 'Not today.'));
		expect(await done).toBe(false);
		expect(relations.of(kwame()).friendship).toBe('none');
		expect(said()).toEqual(['Kwame wasn’t asked. Not today.']);
		expect(toasts.list[0]?.action).toBeUndefined();
	});

	it('can be tried again when the connection was lost', async () => {
		const { request } = server();
		const { relations, toasts } = page();
		const done = relations.act(kwame(), 'follow');
		(await request(0)).lose();
		await done;
		expect(relations.of(kwame()).follow).toBe('none');
		toasts.act(toasts.list[0]?.id ?? 0);
		expect(relations.of(kwame()).follow).toBe('following');
		expect((await request(1)).what).toBe('PUT /users/2/follow');
	});

	it('goes to the server after those before it, and only the refused one is taken back', async () => {
		const { asked, request } = server();
		const { relations } = page();
		const muted = relations.act(kwame(), 'mute');
		const followed = relations.act(kwame(), 'follow');
		expect(relations.of(kwame())).toEqual(standing({ muting: true, follow: 'following' }));
		const first = await request(0);
		expect(asked).toHaveLength(1);
		first.reply(...refusal(500, 'unknown'));
		expect(await muted).toBe(false);
		expect(relations.of(kwame())).toEqual(standing({ follow: 'following' }));
		(await request(1)).reply(standing({ follow: 'following' }));
		expect(await followed).toBe(true);
		expect(relations.of(kwame())).toEqual(standing({ follow: 'following' }));
	});

	it('says when one may ask again, in words that do not speak of a decline', async () => {
		const { request } = server();
		const { relations, said } = page();
		const done = relations.act(kwame({ is_private: true }), 'follow');
		const body = {
			code: 'ask_again_later',
			detail: 'This was declined not long ago.',
			retry_at: '2999-01-15T12:00:00.000Z',
		};
		(await request(0)).reply(body, 409);
		await done;
		expect(said()[0]).toMatch(/^You asked Kwame not long ago\. You can ask again from .*15.*\.$/);
		expect(said()[0]).not.toContain('declined');
	});

	it('says only that it was too early when the server does not know until when', async () => {
		const { request } = server();
		const { relations, said } = page();
		const done = relations.act(kwame(), 'befriend');
		(await request(0)).reply(...refusal(409, 'ask_again_later', 'This was declined not long ago.'));
		await done;
		expect(said()).toEqual(['You asked Kwame not long ago. Try again another day.']);
	});

	it('on a request that was taken back leaves none', async () => {
		const { request } = server();
		const { relations, said } = page();
		const asks = kwame({ relationship: standing({ followed_by: 'requested' }) });
		const done = relations.act(asks, 'acceptFollow');
		(await request(0)).reply(...refusal(404, 'request_gone'));
		await done;
		expect(relations.of(asks).followed_by).toBe('none');
		expect(said()).toEqual(['Kwame took the request back in the meantime.']);
	});

	it('about someone who is gone leaves nothing between the two, and says so to who listens', async () => {
		const { request } = server();
		const { relations, said } = page();
		const followed = kwame({ relationship: standing({ follow: 'following' }) });
		const heard: string[] = [];
		relations.onChange((whom, _, now) => heard.push(`${whom.handle}: ${now.follow}`));
		const done = relations.act(followed, 'unfollow');
		(await request(0)).reply(...refusal(404, 'not_found', 'There is nothing here.'));
		expect(await done).toBe(false);
		expect(relations.of(followed)).toEqual(standing());
		expect(heard).toEqual(['kwame: none']);
		expect(said()).toEqual(['Kwame is no longer here, or not for you to see.']);
	});

	it('that answers a request lowers the number that waits', async () => {
		const { request } = server();
		const { relations, decided } = page();
		const both = kwame({ relationship: standing({ friendship: 'incoming', followed_by: 'requested' }) });
		const done = relations.act(both, 'declineFriendship');
		(await request(0)).reply(standing());
		await done;
		expect(decided).toEqual([[1, 1]]);
	});

	it('that does not show is said, and muting can be taken back', async () => {
		const { request } = server();
		const { relations, said, toasts } = page();
		const done = relations.act(kwame(), 'mute');
		(await request(0)).reply(standing({ muting: true }));
		await done;
		expect(said()).toEqual(['You muted Kwame Boateng. They aren’t told.']);
		toasts.act(toasts.list[0]?.id ?? 0);
		expect((await request(1)).what).toBe('DELETE /users/2/mute');
		expect(relations.of(kwame()).muting).toBe(false);
	});

	it('is told to who listens, after it took effect', async () => {
		const { request } = server();
		const { relations } = page();
		const heard: string[] = [];
		const stop = relations.onChange((whom, before, now) => {
			heard.push(`${whom.handle}: ${before.follow} → ${now.follow}`);
		});
		const done = relations.act(kwame(), 'follow');
		expect(heard).toEqual([]);
		(await request(0)).reply(standing({ follow: 'following' }));
		await done;
		stop();
		const again = relations.act(kwame(), 'unfollow');
		(await request(1)).reply(standing());
		await again;
		expect(heard).toEqual(['kwame: none → following']);
	});
});

describe('whose posts leave home', () => {
	it('is who is muted, at once and until that is taken back', async () => {
		const { request } = server();
		const { relations } = page();
		const done = relations.act(kwame(), 'mute');
		expect(relations.isMuted('2')).toBe(true);
		(await request(0)).reply(...refusal(500, 'unknown'));
		await done;
		expect(relations.isMuted('2')).toBe(false);
	});

	it('is who was followed and is no longer, but not who never was', async () => {
		const { request } = server();
		const { relations } = page();
		relations.learn([kwame({ id: '3' })], relations.now());
		const done = relations.act(kwame({ relationship: standing({ follow: 'following' }) }), 'unfollow');
		expect([relations.isLeft('2'), relations.isLeft('3')]).toEqual([true, false]);
		(await request(0)).reply(standing());
		await done;
		void relations.act(kwame(), 'follow');
		expect(relations.isLeft('2')).toBe(false);
	});
});

describe('what the server said', () => {
	it('holds for everyone who shows that person', () => {
		const { relations } = page();
		relations.learn([kwame({ relationship: standing({ follow: 'following' }) })], relations.now());
		expect(relations.of(kwame()).follow).toBe('following');
	});

	it('is not believed when it was asked for before an act', async () => {
		const { request } = server();
		const { relations } = page();
		const askedAt = relations.now();
		const done = relations.act(kwame(), 'follow');
		relations.learn([kwame()], relations.now());
		expect(relations.of(kwame()).follow).toBe('following');
		(await request(0)).reply(standing({ follow: 'following' }));
		await done;
		relations.learn([kwame()], askedAt);
		expect(relations.of(kwame()).follow).toBe('following');
		relations.learn([kwame()], relations.now());
		expect(relations.of(kwame()).follow).toBe('none');
	});
});
