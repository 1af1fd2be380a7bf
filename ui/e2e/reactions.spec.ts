import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Browser, Locator, Page } from 'playwright-core';
import { words } from '../src/lib/words/reactions';
import { words as reactors } from '../src/lib/words/reactors';
import { barriers, PHONE, startBrowser } from './browser';
import { follow, join, type Member } from './circle';
import { Kith } from './server';

let kith: Kith;
let browser: Browser;
let ana: Member;
let ben: Member;
let cem: Member;

beforeAll(async () => {
	[kith, browser] = await Promise.all([Kith.start(), startBrowser()]);
	ana = await join(browser, kith.address, 'Ana');
	ben = await join(browser, kith.address, 'Ben');
	cem = await join(browser, kith.address, 'Cem');
	await follow(ben, ana);
	await follow(cem, ana);
	for (const content of ['The oven is cold', 'The bread is out']) {
		const data = { content, audience: 'public' };
		expect((await ana.context.request.post('/api/v1/posts', { data })).status()).toBe(201);
	}
	// Posts come to the homes of followers a moment after they are published.
	for (const reader of [ben, cem]) {
		const arrived = async () => expect(await told(reader, 'The bread is out')).toBeDefined();
		await vi.waitFor(arrived, { timeout: 15_000, interval: 100 });
	}
});

afterAll(async () => {
	await browser.close();
	await kith.stop();
});

const post = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text });
const button = (of: Locator) => of.locator('[data-react]');
const face = (page: Page, kind: keyof typeof words.kinds) =>
	page.getByRole('menuitemradio', { name: words.kinds[kind], exact: true });

/** What the server tells a member about the post that says `text`. */
async function told(member: Member, text: string) {
	const home = await member.context.request.get('/api/v1/feeds/home');
	const { items } = (await home.json()) as { items: { content: string; reactions: object }[] };
	return items.find(({ content }) => content === text)?.reactions;
}

it('a press likes a post, another takes that back, and the button says so', async () => {
	const { page } = ben;
	await page.goto('/');
	const bread = post(page, 'The bread is out');
	await button(bread).click();
	expect(await button(bread).getAttribute('aria-pressed')).toBe('true');
	expect(await button(bread).getAttribute('aria-label')).toBe(words.button('like', 1));
	await bread.getByRole('button', { name: words.who(1) }).waitFor();
	await expect.poll(() => told(ben, 'The bread is out')).toMatchObject({ total: 1, mine: 'like' });
	await button(bread).click();
	expect(await button(bread).getAttribute('aria-pressed')).toBe('false');
	await expect.poll(() => told(ben, 'The bread is out')).toMatchObject({ total: 0, mine: null });
});

it('who rests on the button chooses among all kinds, and changes the choice', async () => {
	const { page } = ben;
	const bread = post(page, 'The bread is out');
	await page.mouse.move(0, 0);
	await button(bread).hover();
	await face(page, 'love').waitFor();
	expect(await barriers(page, ':popover-open')).toEqual([]);
	await face(page, 'love').click();
	await face(page, 'love').waitFor({ state: 'hidden' });
	expect(await button(bread).getAttribute('aria-label')).toBe(words.button('love', 1));
	await page.mouse.move(0, 0);
	await button(bread).hover();
	await face(page, 'haha').click();
	await expect
		.poll(() => told(ben, 'The bread is out'))
		.toMatchObject({ total: 1, by_kind: { haha: 1 }, mine: 'haha' });
});

it('the faces come by key, move by arrows, and give the focus back', async () => {
	const { page } = cem;
	await page.goto('/');
	const bread = post(page, 'The bread is out');
	await bread.focus();
	await page.keyboard.press('l');
	await face(page, 'like').waitFor();
	await expect.poll(() => face(page, 'like').evaluate((it) => it === document.activeElement)).toBe(true);
	await page.keyboard.press('Escape');
	await face(page, 'like').waitFor({ state: 'hidden' });
	const isBack = () => button(bread).evaluate((it) => it === document.activeElement);
	await expect.poll(isBack).toBe(true);
	expect(await told(cem, 'The bread is out')).toMatchObject({ mine: null });

	await page.keyboard.press('l');
	await face(page, 'like').waitFor();
	for (const key of ['ArrowRight', 'ArrowRight', 'ArrowLeft', 'End', 'Enter']) {
		await page.keyboard.press(key);
	}
	await expect.poll(isBack).toBe(true);
	await expect.poll(() => told(cem, 'The bread is out')).toMatchObject({ total: 2, mine: 'angry' });
	expect(await barriers(page, 'article')).toEqual([]);
});

it('a long press on a phone offers all kinds, and a tap on a face reacts', async () => {
	const storageState = await cem.context.storageState();
	const context = await browser.newContext({ baseURL: kith.address, storageState, ...PHONE });
	const page = await context.newPage();
	await page.goto('/');
	const oven = post(page, 'The oven is cold');
	await button(oven).scrollIntoViewIfNeeded();
	const box = await button(oven).boundingBox();
	if (!box) throw new Error('the button is not to be seen');
	const touch = await context.newCDPSession(page);
	const at = [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }];
	await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at });
	await face(page, 'wow').waitFor();
	await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
	expect(await button(oven).getAttribute('aria-pressed')).toBe('false');
	await face(page, 'wow').tap();
	await expect.poll(() => told(cem, 'The oven is cold')).toMatchObject({ total: 1, mine: 'wow' });
	await button(oven).tap();
	await expect.poll(() => told(cem, 'The oven is cold')).toMatchObject({ total: 0, mine: null });
	await context.close();
});

it('everybody finds the same numbers and names, by kind', async () => {
	const { page } = ana;
	await page.goto('/');
	const bread = post(page, 'The bread is out');
	expect(await button(bread).getAttribute('aria-label')).toBe(words.button('like', 2));
	await bread.getByRole('button', { name: words.who(2) }).click();
	const who = page.getByRole('dialog', { name: reactors.title });
	const names = () => who.getByRole('listitem').getByRole('link').allTextContents();
	await expect.poll(names).toEqual(['Cem Example', 'Ben Example']);
	expect(await barriers(page, 'dialog')).toEqual([]);
	await who.getByRole('tab', { name: reactors.ofKind('haha', 1) }).click();
	await expect.poll(names).toEqual(['Ben Example']);
	await page.keyboard.press('Escape');
	await who.waitFor({ state: 'hidden' });
});

it('quick clicks end with the last', async () => {
	const { page } = ana;
	const oven = post(page, 'The oven is cold');
	for (let click = 0; click < 7; click += 1) await button(oven).click({ delay: 0 });
	expect(await button(oven).getAttribute('aria-pressed')).toBe('true');
	await expect.poll(() => told(ana, 'The oven is cold')).toMatchObject({ total: 1, mine: 'like' });
	await page.reload();
	await expect.poll(() => button(oven).getAttribute('aria-pressed')).toBe('true');
});

it('a reaction that the server refuses is taken back with the reason', async () => {
	const { page } = ana;
	const bread = post(page, 'The bread is out');
	await page.route('**/reaction', (route) => route.abort());
	await button(bread).click();
	await page.getByText(words.notStored('').trim()).waitFor();
	expect(await button(bread).getAttribute('aria-label')).toBe(words.button('like', 2));
	expect(await button(bread).getAttribute('aria-pressed')).toBe('false');
	await page.unroute('**/reaction');
	expect(ana.complaints(/ERR_FAILED/)).toEqual([]);
});

it('who is blocked leaves the list and the number', async () => {
	await ben.context.request.put(`/api/v1/users/${cem.id}/block`);
	const { page } = ben;
	await page.goto('/');
	const bread = post(page, 'The bread is out');
	expect(await button(bread).getAttribute('aria-label')).toBe(words.button('haha', 1));
	await bread.getByRole('button', { name: words.who(1) }).click();
	const who = page.getByRole('dialog', { name: reactors.title });
	await expect
		.poll(() => who.getByRole('listitem').getByRole('link').allTextContents())
		.toEqual(['Ben Example']);
	expect(ben.complaints()).toEqual([]);
	expect(cem.complaints()).toEqual([]);
});
