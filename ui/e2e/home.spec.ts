import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { words as feeds } from '../src/lib/words/feeds';
import { barriers, startBrowser } from './browser';
import { follow, join, publish, type Member } from './circle';
import { Kith } from './server';

let kith: Kith;
let browser: Browser;
let ana: Member;
let ben: Member;

beforeAll(async () => {
	[kith, browser] = await Promise.all([Kith.start(), startBrowser()]);
	ana = await join(browser, kith.address, 'Ana');
	ben = await join(browser, kith.address, 'Ben');
	await publish(ana, 'The hut is open', 'public');
	await publish(ana, 'Soup on Sunday', 'followers');
});

afterAll(async () => {
	await browser.close();
	await kith.stop();
});

it('greets who follows nobody with people and with what is for everyone', async () => {
	await ben.page.goto('/');
	await ben.page.getByRole('heading', { name: feeds.welcome('Ben') }).waitFor();
	await ben.page.getByText('The hut is open').waitFor();
	await ben.page.getByText(feeds.endOfEveryone).waitFor();
	expect(await ben.page.getByText('Soup on Sunday').count()).toBe(0);
	expect(await barriers(ben.page)).toEqual([]);
	await ben.page.getByRole('link', { name: feeds.findPeople }).click();
	await ben.page.waitForURL('**/people/suggestions');
});

it('is made of those whom one follows, and says where it ends', async () => {
	await follow(ben, ana);
	await ben.page.goto('/');
	await ben.page.getByText('Soup on Sunday').waitFor();
	await ben.page.getByText(feeds.end).waitFor();
	expect(await ben.page.getByRole('heading', { name: feeds.welcome('Ben') }).count()).toBe(0);
});

it('says how many posts are new, and shows them when asked, by key as well', async () => {
	const { page } = ben;
	await page.clock.install();
	await page.goto('/');
	await page.getByText('Soup on Sunday').waitFor();
	await publish(ana, 'Fresh bread', 'followers');
	await expect
		.poll(async () => (await ben.context.request.get('/api/v1/feeds/home')).text(), { timeout: 15_000 })
		.toContain('Fresh bread');
	expect(await page.getByText('Fresh bread').count()).toBe(0);
	await page.clock.fastForward(31_000);
	const pill = page.getByRole('button', { name: feeds.newPosts(1, 100) });
	await pill.waitFor();
	// With the face of who wrote it.
	await pill.getByText('AE', { exact: true }).waitFor();
	expect(await barriers(page)).toEqual([]);
	await pill.focus();
	await page.keyboard.press('Enter');
	const first = page.getByRole('article').first();
	await first.getByText('Fresh bread').waitFor();
	await expect.poll(() => first.evaluate((post) => post === document.activeElement)).toBe(true);
	expect(await pill.count()).toBe(0);
});

it('is found as it was left when one goes back', async () => {
	const { page } = ben;
	for (let line = 0; line < 12; line += 1) await publish(ana, `Line ${line}`, 'followers');
	await expect
		.poll(async () => (await ben.context.request.get('/api/v1/feeds/home')).text(), { timeout: 15_000 })
		.toContain('Line 11');
	await page.goto('/');
	await page.getByText('Line 11', { exact: true }).waitFor();
	// The list grows while it is drawn: until it is long enough there is no such place.
	const scrolled = () => page.evaluate(() => (scrollTo({ top: 900 }), scrollY));
	await expect.poll(scrolled).toBeGreaterThan(800);
	const before = await page.evaluate(() => scrollY);
	await page.getByRole('link', { name: 'Settings' }).first().click();
	await page.waitForURL('**/settings');
	await page.goBack();
	await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(before - 50);
	expect(ben.complaints(/404/)).toEqual([]);
});
