import { afterEach, describe, expect, it, vi } from 'vitest';
import { words } from '$lib/words/groups';
import type { PeopleOf } from './people.svelte';
import { owned, page, person, server } from './testing/server';

afterEach(() => vi.unstubAllGlobals());

async function listed(which: PeopleOf, ids: string) {
	const { groups, said, toasts } = page();
	const { asked, request } = server();
	const live = groups.keep(owned({ member_count: 3, request_count: 2 }));
	const members = groups.membersOf(live);
	const list = members.list(which);
	const reading = list.begin();
	(await request(0)).reply({ items: [...ids].map((id) => person(id)), next_cursor: null });
	await reading;
	const shown = () => list.items.map(({ id }) => id).join('');
	return { asked, request, live, members, list, shown, said, toasts };
}

describe('who asks to join', () => {
	it('is accepted at once, and counted', async () => {
		const { live, members, request, shown, said } = await listed('requests', 'ab');
		const accepting = members.act(person('a'), 'accept');
		expect([shown(), live.value?.member_count, live.value?.request_count]).toEqual(['b', 4, 1]);
		const asked = await request(1);
		expect(asked.what).toBe('POST /groups/7/join-requests/a/accept');
		asked.reply();
		expect(await accepting).toBe(true);
		expect(said()).toEqual([words.doneTo.accept('a Example')]);
	});

	it('stands where they stood, with a reason and another try, when nobody answers', async () => {
		const { live, members, request, shown, toasts } = await listed('requests', 'abc');
		const refusing = members.act(person('b'), 'refuse');
		expect(shown()).toBe('ac');
		(await request(1)).lose();
		expect(await refusing).toBe(false);
		expect([shown(), live.value?.request_count]).toEqual(['abc', 2]);
		expect(toasts.list[0]?.text).toMatch(/^The request of b Example still waits\./);
		toasts.list[0]?.action?.run();
		expect((await request(2)).what).toBe('POST /groups/7/join-requests/b/decline');
	});

	it('is gone who took it back in the meantime', async () => {
		const { members, request, shown, said } = await listed('requests', 'ab');
		const accepting = members.act(person('a'), 'accept');
		(await request(1)).reply({ code: 'request_gone' }, 404);
		await accepting;
		expect(shown()).toBe('b');
		expect(said()).toEqual(['a Example took the request back in the meantime.']);
	});
});

describe('a member', () => {
	it('is removed once, however often that is pressed', async () => {
		const { asked, members, request, shown } = await listed('members', 'ab');
		const removing = members.act(person('b'), 'remove');
		expect(await members.act(person('b'), 'ban')).toBe(false);
		expect(shown()).toBe('a');
		(await request(1)).reply();
		await removing;
		expect(asked.map(({ what }) => what).slice(1)).toEqual(['DELETE /groups/7/members/b']);
	});

	it('becomes a moderator, and does not when that is refused', async () => {
		const { list, members, request } = await listed('members', 'ab');
		const appointing = members.act(person('b'), 'appoint');
		expect(list.items[1]?.role).toBe('moderator');
		const asked = await request(1);
		expect([asked.what, asked.body]).toEqual(['PATCH /groups/7/members/b', { role: 'moderator' }]);
		asked.reply({ code: 'not_allowed', detail: 'Your role does not allow this.' }, 403);
		await appointing;
		expect(list.items[1]?.role).toBe('member');
	});

	it('owns the group when it is handed over', async () => {
		const { live, members, request } = await listed('members', 'ab');
		const handing = members.act(person('b'), 'handOver');
		const asked = await request(1);
		expect([asked.what, asked.body]).toEqual(['POST /groups/7/transfer', { user_id: 'b' }]);
		asked.reply(owned({ membership: 'moderator' }));
		await handing;
		expect(live.value?.membership).toBe('moderator');
	});
});

describe('inviting', () => {
	it('tells what became of each', async () => {
		const { members, request } = await listed('members', 'a');
		const inviting = members.invite([person('x'), person('a')], () => undefined);
		const asked = await request(1);
		expect([asked.what, asked.body]).toEqual(['POST /groups/7/invitations', { user_ids: ['x', 'a'] }]);
		const items = [
			{ user_id: 'x', outcome: 'invited' },
			{ user_id: 'a', outcome: 'already_member' },
		];
		asked.reply({ items });
		expect(await inviting).toEqual(items);
	});

	it('can be tried again when nobody answers', async () => {
		const { members, request, toasts } = await listed('members', 'a');
		const again = vi.fn();
		const inviting = members.invite([person('x')], again);
		(await request(1)).lose();
		expect(await inviting).toBeUndefined();
		toasts.list[0]?.action?.run();
		expect(again).toHaveBeenCalledOnce();
	});
});
