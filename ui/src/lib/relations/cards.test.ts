import { afterEach, expect, it, vi } from 'vitest';
import { Cards } from './cards.svelte';
import { kwame, page, server, standing } from './testing/server';

afterEach(() => vi.unstubAllGlobals());

function cards() {
	let now = 0;
	const { relations } = page();
	return { relations, cards: new Cards(relations, () => now), pass: (time: number) => (now += time) };
}

it('a card is asked for once and again after a while', async () => {
	const { asked, request } = server();
	const { cards: all, pass } = cards();
	const both = [all.of('Kwame'), all.of('kwame')];
	(await request(0)).reply(kwame());
	expect((await Promise.all(both)).map((card) => card?.id)).toEqual(['2', '2']);
	pass(59_000);
	await all.of('kwame');
	expect(asked).toHaveLength(1);
	pass(2_000);
	void all.of('kwame');
	expect((await request(1)).what).toBe('GET /users/@kwame');
});

it('a card that could not be had is none, and is asked for again', async () => {
	const { request } = server();
	const { cards: all } = cards();
	const first = all.of('kwame');
	(await request(0)).reply({ code: 'not_found' }, 404);
	expect(await first).toBeUndefined();
	const second = all.of('kwame');
	(await request(1)).reply(kwame());
	expect((await second)?.id).toBe('2');
});

it('a card tells the buttons how one stands, and is forgotten when that changed', async () => {
	const { request } = server();
	const { cards: all, relations } = cards();
	const first = all.of('kwame');
	(await request(0)).reply(kwame({ relationship: standing({ follow: 'following' }) }));
	await first;
	expect(relations.of(kwame()).follow).toBe('following');
	all.forget('Kwame');
	void all.of('kwame');
	expect((await request(1)).what).toBe('GET /users/@kwame');
});
