import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { words as writing } from '../src/lib/words/composer';
import { words as posts } from '../src/lib/words/posts';
import { PHONE, startBrowser } from './browser';
import { Visitor } from './member';
import { png } from './pictures';
import { Kith } from './server';

let kith: Kith;
let browser: Browser;
let ana: Visitor;

beforeAll(async () => {
	[kith, browser] = await Promise.all([Kith.start(), startBrowser()]);
	ana = await Visitor.arrive(browser, kith.address, PHONE);
	await ana.join('Ana');
});

afterAll(async () => {
	await browser.close();
	await kith.stop();
});

it('a post is written with a thumb', async () => {
	const { page } = ana;
	await page.goto('/');
	await page.getByText(posts.prompt('Ana')).tap();
	const composer = page.getByRole('dialog', { name: posts.newPost });
	await composer.getByLabel(writing.text).fill('From the bus');
	await composer.locator('input[type=file]').setInputFiles(png('bus.png', 600, 800, [200, 120, 60]));
	await composer.getByRole('button', { name: writing.removePicture(1, 'picture') }).waitFor();
	await composer.getByRole('button', { name: writing.publish, exact: true }).tap();
	await page.getByRole('article').filter({ hasText: 'From the bus' }).waitFor();
	expect(ana.complaints()).toEqual([]);
});

it('nothing is wider than the narrowest phone, on any page', async () => {
	const { page } = ana;
	await page.setViewportSize({ width: 320, height: 640 });
	for (const path of [
		'/',
		'/@ana_example',
		'/@ana_example/about',
		'/@ana_example/friends',
		'/people',
		'/people/followers',
		'/search?q=ana',
		'/groups',
		'/events',
		'/events?view=month',
		'/settings',
		'/settings/security',
		'/settings/privacy',
	]) {
		await page.goto(path);
		await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
		const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
		expect(beyond, path).toBeLessThanOrEqual(0);
	}
});
