import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { words as relations } from '../src/lib/words/relations';
import { words } from '../src/lib/words/search';
import { PHONE, startBrowser } from './browser';
import { Visitor } from './member';
import { Kith } from './server';

let kith: Kith;
let browser: Browser;
let ana: Visitor;
let ben: Visitor;

beforeAll(async () => {
	[kith, browser] = await Promise.all([Kith.start(), startBrowser()]);
	ana = await Visitor.arrive(browser, kith.address);
	ben = await Visitor.arrive(browser, kith.address, PHONE);
	await ana.join('Ana');
	await ben.join('Benedetta');
	const post = { content: 'Hello from the allotment', audience: 'public' };
	expect((await ben.context.request.post('/api/v1/posts', { data: post })).status()).toBe(201);
});

afterAll(async () => {
	await browser.close();
	await kith.stop();
});

it('somebody is found by the keyboard alone, and remembered', async () => {
	const { page } = ana;
	await page.goto('/');
	await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' });
	await page.keyboard.press('/');
	const field = page.getByRole('combobox', { name: words.label });
	await field.fill('bene');
	const found = page.getByRole('option', { name: 'Benedetta Example' });
	await found.waitFor();
	await page.keyboard.press('ArrowDown');
	expect(await found.getAttribute('aria-selected')).toBe('true');
	expect(await field.getAttribute('aria-activedescendant')).toBe(await found.getAttribute('id'));
	await page.keyboard.press('Enter');
	await page.waitForURL('**/@benedetta_example');

	await page.keyboard.press('/');
	await page.getByText(words.recent).waitFor();
	await found.waitFor();
	await page.keyboard.press('Escape');
	await found.waitFor({ state: 'detached' });
	await field.click();
	await page.getByRole('button', { name: words.clearRecent }).click();
	await page.getByText(words.noRecent).waitFor();
	expect(ana.complaints()).toEqual([]);
});

it('words lead to a page of results, with an end for those who find nobody', async () => {
	const { page } = ana;
	await page.goto('/');
	const field = page.getByRole('combobox', { name: words.label });
	await field.fill('benedeta');
	await field.press('Enter');
	await page.waitForURL('**/search?q=benedeta');
	await page.getByRole('listitem', { name: 'Benedetta Example' }).waitFor();
	await page.goto('/search?q=zzyzx');
	await page.getByText(words.nothingTitle('zzyzx')).waitFor();
	expect(ana.complaints()).toEqual([]);
});

it('a phone searches on the whole screen', async () => {
	const { page } = ben;
	await page.goto('/');
	await page.getByRole('button', { name: words.search, exact: true }).tap();
	const sheet = page.getByRole('dialog', { name: words.label });
	await sheet.getByRole('combobox').fill('ana');
	await sheet.getByRole('option', { name: 'Ana Example' }).tap();
	await page.waitForURL('**/@ana_example');
	await sheet.waitFor({ state: 'hidden' });
	expect(ben.complaints()).toEqual([]);
});

it('a card about a person comes when the pointer rests or the focus stands on their name', async () => {
	const { page } = ana;
	await page.goto('/');
	const name = page.getByRole('article').getByRole('link', { name: 'Benedetta Example' });
	const card = page.getByRole('dialog', { name: relations.cardOf('Benedetta Example') });
	const follow = relations.about(relations.follow, 'Benedetta Example');
	await name.hover();
	await card.getByRole('button', { name: follow }).click();
	await card
		.getByRole('button', { name: relations.about(relations.following, 'Benedetta Example') })
		.waitFor();
	await page.mouse.move(5, 500);
	await card.waitFor({ state: 'detached' });

	await page.locator('#main').focus();
	while (!(await name.evaluate((link) => link === document.activeElement)))
		await page.keyboard.press('Tab');
	await card.waitFor();
	await page.keyboard.press('ArrowDown');
	expect(await card.evaluate((element) => element.contains(document.activeElement))).toBe(true);
	await page.keyboard.press('Escape');
	await card.waitFor({ state: 'detached' });
	expect(await name.evaluate((link) => link === document.activeElement)).toBe(true);
	expect(ana.complaints()).toEqual([]);
});
