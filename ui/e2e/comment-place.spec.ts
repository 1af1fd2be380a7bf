import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser, Locator } from 'playwright-core';
import { words } from '../src/lib/words/comments';
import { PHONE, startBrowser } from './browser';
import { join, publish, type Member, type Published } from './circle';
import { choose, comment, openComments, say } from './commenting';
import { Kith } from './server';

let kith: Kith;
let browser: Browser;
let ana: Member;
let ben: Member;
let cem: Member;
let post: Published;

beforeAll(async () => {
	[kith, browser] = await Promise.all([Kith.start(), startBrowser()]);
	ana = await join(browser, kith.address, 'Ana');
	ben = await join(browser, kith.address, 'Ben');
	cem = await join(browser, kith.address, 'Cem');
	post = await publish(ana, 'A hill before breakfast', 'public');
	await said(ben, 'Level one');
});

afterAll(async () => {
	await browser.close();
	await kith.stop();
});

const open = (who: Member) => openComments(who, post.id);
const said = (who: Member, content: string, parent?: string) => say(who, post.id, content, parent);

it('pressing Comment leads to the place to write, however often', async () => {
	const page = await open(ana);
	const area = page.getByRole('textbox', { name: words.write });
	const isActive = () => area.evaluate((element) => element === document.activeElement);
	for (let time = 0; time < 2; time += 1) {
		await page.getByRole('link', { name: /^Comment:/ }).click();
		await expect.poll(isActive).toBe(true);
		await expect.poll(() => new URL(page.url()).search).toBe('?write');
		await page.getByRole('heading', { name: words.comments }).focus();
	}
});

it('an answer that is refused is back in its form, and one’s place is not lost', async () => {
	const page = await open(ana);
	const body = {
		code: 'validation',
		errors: [{ field: 'content', code: 'no', message: 'Not like this.' }],
	};
	await page.route('**/comments', (route) =>
		route.request().method() === 'POST' ? route.fulfill({ status: 422, json: body }) : route.fallback(),
	);
	const button = comment(page, 'Level one').getByRole('button', {
		name: words.replyNamed('Ben Example'),
	});
	await button.click();
	const area = page.getByRole('textbox', { name: words.replyTo('Ben Example') });
	await area.fill('Quite so');
	await area.press('Control+Enter');
	await page.getByRole('alert').filter({ hasText: 'Not like this.' }).waitFor();
	expect(await area.inputValue()).toBe('Quite so');
	const isActive = (of: Locator) => of.evaluate((element) => element === document.activeElement);
	await expect.poll(() => isActive(area)).toBe(true);
	await page.unroute('**/comments');
	await area.fill('');
	await page.keyboard.press('Escape');
	await expect.poll(() => isActive(button)).toBe(true);
});

it('one’s comment is changed twice', async () => {
	await said(ana, 'Once');
	const page = await open(ana);
	for (const [before, after] of [
		['Once', 'Twice'],
		['Twice', 'Thrice'],
	] as const) {
		await choose(page, before, words.edit);
		const area = page.getByRole('textbox', { name: words.editing });
		expect(await area.inputValue()).toBe(before);
		await area.fill(after);
		await area.press('Control+Enter');
		await comment(page, after)
			.getByRole('button', { name: words.more('') })
			.waitFor();
	}
});

it('the longest names stick out nowhere on the smallest screen', async () => {
	const name = 'W'.repeat(50);
	const data = { first_name: name, last_name: name };
	expect((await cem.context.request.patch('/api/v1/me', { data })).ok()).toBe(true);
	const top = await said(cem, 'Signed in full');
	const below = await said(cem, 'And below', top);
	await said(cem, 'Further below', below);
	const storageState = await ana.context.storageState();
	const viewport = { width: 320, height: 700 };
	const context = await browser.newContext({ ...PHONE, baseURL: kith.address, storageState, viewport });
	const page = await context.newPage();
	await page.goto(`/posts/${post.id}?comment=${below}`);
	await comment(page, 'And below').getByRole('button', { name: words.reply }).tap();
	await page.getByRole('textbox', { name: words.replyTo(`${name} ${name}`) }).waitFor();
	await page
		.getByRole('listitem')
		.filter({ has: comment(page, 'And below') })
		.last()
		.getByRole('button', { name: words.viewReplies(1) })
		.tap();
	await comment(page, 'Further below').waitFor();
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
	const sticking = () =>
		page.locator('section[aria-labelledby="comments"]').evaluate((section) => {
			const isSeen = ({ width, height, right }: DOMRect) =>
				width > 1 && height > 1 && right > innerWidth;
			return [...section.querySelectorAll('*')]
				.filter((element) => isSeen(element.getBoundingClientRect()))
				.map((element) => element.outerHTML.slice(0, 120));
		});
	expect(await sticking()).toEqual([]);
	await context.close();
});
