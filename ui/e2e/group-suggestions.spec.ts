import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { words as forYou } from '../src/lib/words/for-you';
import { words } from '../src/lib/words/groups';
import { words as relations } from '../src/lib/words/relations';
import { words as ui } from '../src/lib/words/ui';
import { barriers, startBrowser } from './browser';
import { befriend, join, type Member } from './circle';
import { asking } from './group-page';
import { Kith } from './server';

let kith: Kith;
let browser: Browser;
/** Ana has two groups; Ben is her friend, and Cem nobody’s. */
let ana: Member;
let ben: Member;
let cem: Member;
let choir: string;

beforeAll(async () => {
	[kith, browser] = await Promise.all([Kith.start(), startBrowser()]);
	ana = await join(browser, kith.address, 'Ana');
	ben = await join(browser, kith.address, 'Ben');
	cem = await join(browser, kith.address, 'Cem');
	await befriend(ana, ben);
	choir = await found(ana, 'Harbour choir', 'open');
	await found(ana, 'Allotment', 'request');
	await found(ana, 'Secret', 'hidden');
});

afterAll(async () => {
	await browser.close();
	await kith.stop();
});

async function found({ context }: Member, title: string, privacy: string): Promise<string> {
	const created = await context.request.post('/api/v1/groups', { data: { title, privacy } });
	expect(created.status()).toBe(201);
	return ((await created.json()) as { id: string }).id;
}

const section = ({ page }: Member) => page.getByRole('region', { name: words.suggested });

async function suggestedTo({ context }: Member): Promise<string[]> {
	const answer = await context.request.get('/api/v1/groups/suggestions');
	const { items } = (await answer.json()) as { items: { title: string }[] };
	return items.map(({ title }) => title).sort();
}

it('groups of friends are suggested with who is in them, and dismissed until that is taken back', async () => {
	const { page } = ben;
	await page.goto('/groups');
	const card = section(ben).getByRole('listitem').filter({ hasText: 'Allotment' });
	await card.getByText(words.friends(['Ana'], 0)).waitFor();
	expect(await section(ben).getByText('Secret').count()).toBe(0);
	expect(await barriers(page)).toEqual([]);
	await page.getByRole('button', { name: words.dismissOne('Allotment') }).click();
	await section(ben).getByText(words.dismissedOne('Allotment')).waitFor();
	await expect.poll(() => page.evaluate(() => document.activeElement?.textContent?.trim())).toBe(ui.undo);
	await page.keyboard.press('Enter');
	await card.waitFor();
	await page.getByRole('button', { name: words.dismissOne('Allotment') }).click();
	await section(ben).getByText(words.dismissedOne('Allotment')).waitFor();
	await page.goto('/');
	await expect.poll(() => suggestedTo(ben), { timeout: 5_000 }).toEqual(['Harbour choir']);
	await page.goto('/groups');
	await asking(page, words.join, 'Harbour choir').first().waitFor();
	expect(await section(ben).getByText('Allotment').count()).toBe(0);
});

it('a newcomer is suggested what is active, and joins from there', async () => {
	const { page } = cem;
	await page.goto('/groups');
	await asking(page, words.join, 'Harbour choir').first().click();
	await page.getByText(words.done['join']?.('Harbour choir', true) ?? '').waitFor();
	expect(await suggestedTo(cem)).toEqual(['Allotment']);
});

it('who is in a group with one is suggested, and what is posted there is in For you', async () => {
	const data = { content: 'We sing on Tuesday', group_id: choir };
	expect((await ana.context.request.post('/api/v1/posts', { data })).status()).toBe(201);
	const { page } = cem;
	await page.goto('/people/suggestions');
	await page.getByText(relations.reasons.groups).waitFor();
	await page.goto('/for-you');
	const post = page.getByRole('article').filter({ hasText: data.content });
	await post.getByText(forYou.inGroup).waitFor();
});

it('nothing went wrong in the consoles', () => {
	expect([...ben.complaints(), ...cem.complaints()]).toEqual([]);
});
