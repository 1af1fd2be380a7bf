import { afterEach, describe, expect, it, vi } from 'vitest';
import { words } from '$lib/words/groups';
import { group, owned, page, server } from './testing/server';

afterEach(() => vi.unstubAllGlobals());

const invitation = { id: '9', created_at: '2026-01-15T12:00:00.000Z', invited_by: null };

function shown(change: Parameters<typeof group>[0] = {}) {
	const { groups, said, toasts } = page();
	return { ...server(), groups, said, toasts, live: groups.keep(group(change)) };
}

describe('one’s own part in a group', () => {
	it('shows at once, and then as the server has it', async () => {
		const { live, request, said } = shown({ privacy: 'open' });
		const joining = live.act('join');
		expect([live.value?.membership, live.value?.member_count]).toEqual(['member', 4]);
		const asked = await request(0);
		expect(asked.what).toBe('POST /groups/7/join-requests');
		asked.reply(group({ privacy: 'open', membership: 'member', member_count: 12 }));
		expect(await joining).toBe(true);
		expect(live.value?.member_count).toBe(12);
		expect(said()).toEqual([words.done['join']?.('Allotment Row 14', true)]);
	});

	it('waits for a decision where that is asked for, and stands among the requests', async () => {
		const { live, groups, asked, request, said } = shown();
		const reading = groups.requests.begin();
		(await request(0)).reply({ items: [], next_cursor: null });
		await reading;
		const joining = live.act('join');
		expect([live.value?.membership, live.value?.member_count]).toEqual(['requested', 3]);
		(await request(1)).reply(group({ membership: 'requested' }));
		await joining;
		expect(groups.requests.open).toEqual([live]);
		expect(said()).toEqual([]);
		const cancelling = live.act('cancel');
		expect(groups.requests.open).toEqual([]);
		(await request(2)).reply();
		await cancelling;
		expect(asked.map(({ what }) => what).slice(1)).toEqual([
			'POST /groups/7/join-requests',
			'DELETE /groups/7/join-requests',
		]);
	});

	it('is asked for once, however often the button is pressed', async () => {
		const { live, asked, request } = shown();
		const first = live.act('join');
		expect(await live.act('join')).toBe(false);
		expect(await live.act('cancel')).toBe(false);
		(await request(0)).reply(group({ membership: 'requested' }));
		await first;
		expect(asked).toHaveLength(1);
	});

	it('goes back to how it was, with a reason and another try, when nobody answers', async () => {
		const { live, request, toasts } = shown({ privacy: 'open' });
		const joining = live.act('join');
		(await request(0)).lose();
		expect(await joining).toBe(false);
		expect([live.value?.membership, live.value?.member_count]).toEqual(['none', 3]);
		const [failed] = toasts.list;
		expect(failed?.text).toMatch(/^You didn’t join Allotment Row 14\. Kith can’t be reached/);
		failed?.action?.run();
		expect((await request(1)).what).toBe('POST /groups/7/join-requests');
		expect(live.value?.membership).toBe('member');
	});

	it.each([
		[403, { code: 'banned' }, { why: 'banned' }],
		[
			409,
			{ code: 'ask_again_later', retry_at: '2030-01-15T12:00:00.000Z' },
			{ why: 'later', until: new Date('2030-01-15T12:00:00.000Z') },
		],
	])('that is refused with %i is explained, without a message that goes', async (status, body, refused) => {
		const { live, request, said } = shown();
		const joining = live.act('join');
		(await request(0)).reply(body, status);
		await joining;
		expect(live.refused).toEqual(refused);
		expect(live.value?.membership).toBe('none');
		expect(said()).toEqual([]);
	});

	it('ends an invitation that was taken back in the meantime', async () => {
		const { live, request, said } = shown({ membership: 'invited', invitation });
		const accepting = live.act('accept');
		const asked = await request(0);
		expect(asked.what).toBe('POST /group-invitations/9/accept');
		asked.reply({ code: 'invitation_gone' }, 404);
		await accepting;
		expect([live.value?.membership, live.value?.invitation]).toEqual(['none', null]);
		expect(said()).toEqual(['The invitation to Allotment Row 14 was taken back in the meantime.']);
	});

	it('in a hidden group ends with all that is known of it', async () => {
		const { live, request } = shown({ privacy: 'hidden', membership: 'member' });
		const leaving = live.act('leave');
		(await request(0)).reply();
		await leaving;
		expect([live.status, live.value, live.isLeft]).toEqual(['missing', undefined, true]);
	});

	it('stays when one owns the group, with the way out', async () => {
		const { groups, said } = page();
		const { request } = server();
		const live = groups.keep(owned());
		const leaving = live.act('leave');
		(await request(0)).reply({ code: 'owner_cannot_leave', detail: 'No.' }, 409);
		await leaving;
		expect(live.value?.membership).toBe('owner');
		expect(said()).toEqual([words.ownerStaysBody]);
	});
});

describe('a group that is looked at again', () => {
	it('is not believed to be as it was before an act', async () => {
		const { live, request } = shown({ privacy: 'open' });
		const looking = live.load();
		const earlier = await request(0);
		const joining = live.act('join');
		(await request(1)).reply(group({ privacy: 'open', membership: 'member' }));
		await joining;
		earlier.reply(group({ privacy: 'open' }));
		await looking;
		expect(live.value?.membership).toBe('member');
	});

	it.each([
		[404, 'missing'],
		[500, 'failed'],
	])('for the first time and refused with %i is %s', async (status, expected) => {
		const { groups } = page();
		const { request } = server();
		const live = groups.of('8');
		const looking = live.load();
		(await request(0)).reply({ code: 'x' }, status);
		await looking;
		expect(live.status).toBe(expected);
	});
});

describe('whether one belongs to a group', () => {
	it('is told once for each time it is another thing', async () => {
		const { groups, moves } = page();
		const { request } = server();
		const live = groups.keep(group({ privacy: 'open' }));
		groups.keep(group({ privacy: 'open' }));
		const joining = live.act('join');
		(await request(0)).reply(group({ privacy: 'open', membership: 'member' }));
		await joining;
		// The owner took them out meanwhile.
		const looking = live.load();
		(await request(1)).reply(group({ privacy: 'open' }));
		await looking;
		expect(moves).toEqual(['not in 7', 'in 7', 'not in 7']);
	});

	it('is told when the group is not there any more', async () => {
		const { groups, moves } = page();
		const { request } = server();
		const live = groups.keep(owned());
		const looking = live.load();
		(await request(0)).reply({ code: 'not_found' }, 404);
		await looking;
		expect(moves).toEqual(['not in 7']);
	});
});
