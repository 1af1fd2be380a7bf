import { afterEach, describe, expect, it, vi } from 'vitest';
import { words as acts } from '$lib/words/relation-acts';
import { words } from '$lib/words/relations';
import { Cards } from './cards.svelte';
import { PersonMenu } from './person-menu.svelte';
import { Questions } from './questions.svelte';
import { kwame, page, server, standing } from './testing/server';
import type { Person } from './types';

afterEach(() => vi.unstubAllGlobals());

function made() {
	const kept = page();
	const questions = new Questions();
	const menu = new PersonMenu(kept.relations, new Cards(kept.relations), questions, kept.toasts);
	return { ...kept, ...server(), questions, menu };
}

/** The same with what the server says about somebody. */
async function looked(person: Person) {
	const kept = made();
	const done = kept.menu.look(person);
	(await kept.request(0)).reply(person);
	await done;
	const choose = (label: string, changed = () => undefined) => {
		const choice = kept.menu.choices(person)?.find((other) => other.label === label);
		if (!choice) throw new Error(`${label} is not offered`);
		return choice.run(changed);
	};
	return { ...kept, person, choose };
}

const following = () => looked(kwame({ relationship: standing({ follow: 'following' }) }));

describe('a menu about somebody', () => {
	it('offers nothing until it is known how one stands to them', async () => {
		const { menu, request } = made();
		const done = menu.look(kwame());
		expect(menu.choices(kwame())).toBeUndefined();
		(await request(0)).reply(kwame());
		await done;
		expect(menu.choices(kwame())?.map(({ label }) => label)).toEqual([
			words.menu.follow,
			words.menu.addFriend,
			words.menu.mute,
			words.menu.block,
		]);
		expect(menu.isUnknown('2')).toBe(false);
	});

	it('says when that cannot be found out, and asks again the next time', async () => {
		const { menu, request } = made();
		const first = menu.look(kwame());
		(await request(0)).lose();
		await first;
		expect(menu.isUnknown('2')).toBe(true);
		const second = menu.look(kwame());
		expect(menu.isUnknown('2')).toBe(false);
		(await request(1)).reply(kwame());
		await second;
		expect(menu.choices(kwame())).toHaveLength(4);
	});

	it('is not about who has their handle now', async () => {
		const { menu, request } = made();
		const done = menu.look(kwame());
		(await request(0)).reply(kwame({ id: '7' }));
		await done;
		expect(menu.choices(kwame())).toBeUndefined();
		expect(menu.isUnknown('2')).toBe(true);
	});

	it('mutes at once, says it, and lets that be undone', async () => {
		const { relations, request, choose, said, toasts } = await following();
		const changed = vi.fn();
		const done = choose(words.menu.mute, changed);
		expect(relations.isMuted('2')).toBe(true);
		(await request(1)).reply(standing({ follow: 'following', muting: true }));
		await done;
		expect(changed).toHaveBeenCalled();
		expect(said()).toEqual([acts.done['mute']?.('Kwame Boateng')]);
		toasts.list[0]?.action?.run();
		expect((await request(2)).what).toBe('DELETE /users/2/mute');
	});

	it('asks before it ends something, and does nothing when one would rather not', async () => {
		const { asked, questions, choose } = await following();
		const done = choose(words.menu.unfollow);
		expect(questions.open).toMatchObject({ act: 'unfollow', person: { id: '2' } });
		questions.answer(false);
		await done;
		expect(questions.open).toBeUndefined();
		expect(asked).toHaveLength(1);
	});

	it('unfollows once that was agreed to, and says so: no button shows it', async () => {
		const { relations, questions, request, choose, said } = await following();
		const done = choose(words.menu.unfollow);
		questions.answer(true);
		(await request(1)).reply(standing());
		await done;
		expect(relations.isLeft('2')).toBe(true);
		expect(said()).toEqual(['You no longer follow Kwame Boateng.']);
	});

	it('says what came of it: one follows, or has asked to', async () => {
		const { request, choose, said } = await looked(kwame({ is_private: true }));
		const done = choose(words.menu.follow);
		(await request(1)).reply(standing({ follow: 'requested' }));
		await done;
		expect(said()).toEqual(['You asked to follow Kwame Boateng.']);
	});

	it('tells a refusal as the button does, and nothing else', async () => {
		const { relations, questions, request, choose, said } = await following();
		const done = choose(words.menu.block);
		questions.answer(true);
		(await request(1)).reply({ code: 'internal', detail: 'No.' }, 500);
		await done;
		expect(relations.known('2')?.blocking).toBe(false);
		expect(said()).toHaveLength(1);
		expect(said()[0]).toContain('Kwame isn’t blocked.');
	});
});

it('a second question takes the place of the first, which is answered with no', async () => {
	const questions = new Questions();
	const first = questions.agreed('block', kwame(), standing());
	const second = questions.agreed('unfriend', kwame(), standing({ friendship: 'friends' }));
	expect(await first).toBe(false);
	questions.answer(true);
	expect(await second).toBe(true);
	expect(questions.agreed('mute', kwame(), standing())).toBe(true);
});
