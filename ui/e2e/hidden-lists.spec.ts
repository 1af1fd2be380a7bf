import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { words as profiles } from '../src/lib/words/profiles';
import { words } from '../src/lib/words/relations';
import { startBrowser } from './browser';
import { befriend, follow, join, type Member } from './circle';
import { Kith } from './server';

let kith: Kith;
let browser: Browser;
/** Ana is friends with Ben and Cem, Cem with Ben; Dan follows her. */
let ana: Member;
let ben: Member;

beforeAll(async () => {
	[kith, browser] = await Promise.all([Kith.start(), startBrowser()]);
	ana = await join(browser, kith.address, 'Ana');
	ben = await join(browser, kith.address, 'Ben');
	const cem = await join(browser, kith.address, 'Cem');
	const dan = await join(browser, kith.address, 'Dan');
	await befriend(ana, ben);
	await befriend(ana, cem);
	await befriend(cem, ben);
	await follow(dan, ana);
});

afterAll(async () => {
	await browser.close();
	await kith.stop();
});

const row = ({ page }: Member, name: string) =>
	page.getByRole('main').getByRole('listitem', { name: `${name} Example` });

/** Chooses who sees a list, where its owner does that. */
async function show(field: string, before: string, now: string): Promise<void> {
	const { page } = ana;
	await page.goto('/settings/privacy');
	await page.getByRole('button', { name: profiles.whoSeesField(field, before) }).click();
	await page.getByRole('menuitemradio', { name: now }).click();
	await page.getByText(profiles.savedFieldAudience(field, profiles.audiences.only_me.sees)).waitFor();
}

it('a list that is kept to oneself is not shown to friends, who still find whom both know', async () => {
	await ben.page.goto('/@ana_example/friends');
	await row(ben, 'Cem').waitFor();

	const { everyone, only_me } = profiles.audiences;
	await show(profiles.fields.friends, everyone.label, only_me.label);

	await ben.page.reload();
	await ben.page.getByRole('heading', { name: words.hiddenTitle('Ana') }).waitFor();
	expect(await row(ben, 'Cem').count()).toBe(0);
	expect(await ben.page.getByRole('searchbox').count()).toBe(0);
	await ben.page
		.getByRole('main')
		.getByRole('link', { name: words.lists.mutuals, exact: true })
		.last()
		.click();
	await ben.page.waitForURL('**/@ana_example/mutuals');
	await row(ben, 'Cem').waitFor();
	expect(ben.complaints(/403/)).toEqual([]);
});

it('the other lists stay open, and its owner sees all of them', async () => {
	await ben.page.goto('/@ana_example/followers');
	await row(ben, 'Dan').waitFor();
	await ana.page.goto('/@ana_example/friends');
	await row(ana, 'Ben').waitFor();
	await row(ana, 'Cem').waitFor();
	expect(ana.complaints()).toEqual([]);
});

it('followers and following go together, by page and by API', async () => {
	const { everyone, only_me } = profiles.audiences;
	await show(profiles.fields.follows, everyone.label, only_me.label);
	for (const list of ['followers', 'following']) {
		await ben.page.goto(`/@ana_example/${list}`);
		await ben.page.getByRole('heading', { name: words.hiddenTitle('Ana') }).waitFor();
		const answer = await ben.context.request.get(`/api/v1/users/${ana.id}/${list}`);
		expect(answer.status()).toBe(403);
		expect(((await answer.json()) as { code: string }).code).toBe('hidden_list');
	}
	await ana.page.goto('/@ana_example/followers');
	await row(ana, 'Dan').waitFor();
});
