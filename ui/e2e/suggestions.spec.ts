import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { words } from '../src/lib/words/relations';
import { words as ui } from '../src/lib/words/ui';
import { startBrowser } from './browser';
import { befriend, join, type Member } from './circle';
import { Kith } from './server';

let kith: Kith;
let browser: Browser;
/** Ben knows Ana, and she knows Cem and Dan: he may know them, too. */
let ben: Member;

beforeAll(async () => {
	[kith, browser] = await Promise.all([Kith.start(), startBrowser()]);
	const ana = await join(browser, kith.address, 'Ana');
	ben = await join(browser, kith.address, 'Ben');
	await befriend(ana, ben);
	for (const name of ['Cem', 'Dan']) {
		await befriend(ana, await join(browser, kith.address, name));
	}
});

afterAll(async () => {
	await browser.close();
	await kith.stop();
});

const row = (name: string) => ben.page.getByRole('main').getByRole('listitem', { name: `${name} Example` });

async function suggested(): Promise<string[]> {
	const answer = await ben.context.request.get('/api/v1/users/suggestions');
	const { items } = (await answer.json()) as { items: { first_name: string }[] };
	return items.map((person) => person.first_name).sort();
}

it('someone who is dismissed can be taken back, and is not gone before the page is left', async () => {
	const { page } = ben;
	await page.goto('/people/suggestions');
	await row('Dan').waitFor();
	await page.getByRole('button', { name: words.about(words.dismiss, 'Cem Example') }).click();
	await page.getByText(words.dismissed('Cem Example')).waitFor();
	expect(await row('Cem').count()).toBe(0);
	// Whoever works by keys takes it back with the next one.
	await expect.poll(() => page.evaluate(() => document.activeElement?.textContent?.trim())).toBe(ui.undo);
	await page.keyboard.press('Enter');
	await row('Cem').waitFor();
	await page.reload();
	await row('Cem').waitFor();
	expect(await suggested()).toEqual(['Cem', 'Dan']);
});

it('someone who is dismissed is not suggested again, here or anywhere', async () => {
	const { page } = ben;
	await page.getByRole('button', { name: words.about(words.dismiss, 'Cem Example') }).click();
	await page.getByText(words.dismissed('Cem Example')).waitFor();
	await page.getByRole('link', { name: words.tabs.requests, exact: true }).click();
	await page.getByRole('heading', { name: words.peopleYouMayKnow }).waitFor();
	await row('Dan').waitFor();
	expect(await row('Cem').count()).toBe(0);
	await expect.poll(suggested, { timeout: 5_000 }).toEqual(['Dan']);
	expect(ben.complaints()).toEqual([]);
});

it('closing the page is leaving it, too', async () => {
	const { page } = ben;
	await page.goto('/people/suggestions');
	await page.getByRole('button', { name: words.about(words.dismiss, 'Dan Example') }).click();
	await page.getByText(words.dismissed('Dan Example')).waitFor();
	await page.goto('about:blank');
	await expect.poll(suggested, { timeout: 5_000 }).toEqual([]);
});
