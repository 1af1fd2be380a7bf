import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser, Locator, Page } from 'playwright-core';
import { words } from '../src/lib/words/comments';
import { words as posts } from '../src/lib/words/posts';
import { words as reacting } from '../src/lib/words/reactions';
import { words as reactors } from '../src/lib/words/reactors';
import { words as text } from '../src/lib/words/text';
import { barriers, PHONE, startBrowser } from './browser';
import { befriend, follow, join, type Member } from './circle';
import { Visitor } from './member';
import { Kith } from './server';

let kith: Kith;
let browser: Browser;
let ana: Member;
let ben: Member;
let cid: Member;
let post: string;

beforeAll(async () => {
	[kith, browser] = await Promise.all([Kith.start(), startBrowser()]);
	ana = await join(browser, kith.address, 'Ana');
	ben = await join(browser, kith.address, 'Ben');
	cid = await join(browser, kith.address, 'Cid');
	await befriend(ana, ben);
	await follow(ben, cid);
	post = await published('The kettle is on', 'public');
});

afterAll(async () => {
	await browser.close();
	await kith.stop();
});

async function published(content: string, audience: string): Promise<string> {
	const data = { content, audience };
	const answer = await ana.context.request.post('/api/v1/posts', { data });
	expect(answer.status()).toBe(201);
	return ((await answer.json()) as { id: string }).id;
}

async function said(who: Member, content: string): Promise<string> {
	const answer = await who.context.request.post(`/api/v1/posts/${post}/comments`, { data: { content } });
	expect(answer.status()).toBe(201);
	return ((await answer.json()) as { id: string }).id;
}

async function open({ page }: Pick<Member, 'page'>, id = post): Promise<Page> {
	await page.goto(`/posts/${id}`);
	await page.getByRole('heading', { name: words.comments }).waitFor();
	return page;
}

const comment = (page: Page, content: string) =>
	page.locator('[data-comment]').filter({ hasText: content }).last();
const button = (of: Locator) => of.locator('[data-react]');
const face = (page: Page, kind: keyof typeof reacting.kinds) =>
	page.getByRole('menuitemradio', { name: reacting.kinds[kind], exact: true });

async function told(member: Member, id: string): Promise<object> {
	const answer = await member.context.request.get(`/api/v1/comments/${id}`);
	return ((await answer.json()) as { reactions: object }).reactions;
}

it('a press likes a comment, another takes that back', async () => {
	const id = await said(ana, 'Who brings milk?');
	const page = await open(ben);
	const milk = comment(page, 'Who brings milk?');
	await button(milk).click();
	expect(await button(milk).getAttribute('aria-pressed')).toBe('true');
	await milk.getByRole('button', { name: reacting.who(1) }).waitFor();
	await expect.poll(() => told(ben, id)).toMatchObject({ total: 1, mine: 'like' });
	await button(milk).click();
	await milk.getByRole('button', { name: reacting.who(1) }).waitFor({ state: 'detached' });
	await expect.poll(() => told(ben, id)).toMatchObject({ total: 0, mine: null });
});

it('all kinds are offered to who rests on the button and to the keys, and who reacted is listed', async () => {
	const id = await said(ana, 'It whistles');
	const page = await open(ben);
	const whistles = comment(page, 'It whistles');
	await page.mouse.move(0, 0);
	await button(whistles).hover();
	await face(page, 'haha').click();
	await expect.poll(() => told(ben, id)).toMatchObject({ by_kind: { haha: 1 }, mine: 'haha' });

	const hers = await open(ana);
	const seen = comment(hers, 'It whistles');
	await seen.focus();
	await hers.keyboard.press('l');
	await face(hers, 'like').waitFor();
	await hers.keyboard.press('ArrowRight');
	await hers.keyboard.press('Enter');
	await expect.poll(() => told(ana, id)).toMatchObject({ total: 2, mine: 'love' });
	await seen.getByRole('button', { name: reacting.who(2) }).click();
	const dialog = hers.getByRole('dialog', { name: reactors.title });
	await dialog.getByText('Ben Example').waitFor();
	expect(await barriers(hers, 'dialog[open]')).toEqual([]);
	await hers.keyboard.press('Escape');
	await dialog.waitFor({ state: 'hidden' });
});

it('a reaction that was not stored is taken back, and says so', async () => {
	await said(ana, 'The lid is lost');
	const page = await open(cid);
	const lid = comment(page, 'The lid is lost');
	await page.route('**/reaction', (route) => route.abort());
	await button(lid).click();
	await page.getByText(reacting.notStored('').trim()).waitFor();
	expect(await button(lid).getAttribute('aria-pressed')).toBe('false');
	await page.unroute('**/reaction');
});

it('a thumb that rests on the button chooses, where nothing sticks out', async () => {
	const id = await said(ana, 'By thumb, please');
	const phone = await Visitor.arrive(browser, kith.address, {
		...PHONE,
		viewport: { width: 320, height: 700 },
	});
	await phone.logIn(cid.handle);
	const page = await open(phone);
	const thumb = button(comment(page, 'By thumb, please'));
	await thumb.scrollIntoViewIfNeeded();
	await thumb.dispatchEvent('pointerdown', { pointerType: 'touch' });
	await face(page, 'wow').waitFor();
	await thumb.dispatchEvent('pointerup', { pointerType: 'touch' });
	await face(page, 'wow').tap();
	await expect.poll(() => told(cid, id)).toMatchObject({ mine: 'wow' });
	const width = await page.evaluate(() => document.documentElement.scrollWidth);
	expect(width).toBeLessThanOrEqual(320);
	expect(await barriers(page)).toEqual([]);
	expect(phone.complaints()).toEqual([]);
	await phone.context.close();
});

it('somebody is mentioned by keyboard, and the name leads to them', async () => {
	const page = await open(ana);
	const area = page.getByRole('textbox', { name: words.write });
	await area.pressSequentially('Ask **the** @be');
	await page
		.getByRole('listbox', { name: text.people })
		.getByRole('option', { name: 'Ben Example' })
		.waitFor();
	await page.keyboard.press('Enter');
	expect(await area.inputValue()).toBe('Ask **the** @ben_example ');
	await area.press('Control+Enter');
	const written = comment(page, 'Ask the');
	await written.getByRole('button', { name: words.more('') }).waitFor();
	expect(await written.locator('strong').textContent()).toBe('the');
	await written.getByRole('link', { name: '@ben_example' }).click();
	await page.getByRole('heading', { name: 'Ben Example', level: 1 }).waitFor();
});

it('of who cannot see the post its author is told, others only that there may be some, and nobody is let in', async () => {
	const secret = await published('Cake in the cellar', 'friends');
	const his = await open(ben, secret);
	const area = his.getByRole('textbox', { name: words.write });
	await area.fill('Not a word to @cid_example');
	await his.getByText(words.mentionsForSome).waitFor();
	await his.keyboard.press('Escape');
	await area.press('Control+Enter');
	await comment(his, 'Not a word to')
		.getByRole('button', { name: words.more('') })
		.waitFor();
	await his.getByText(words.mentionsForSome).waitFor({ state: 'detached' });

	const hers = await open(ana, secret);
	await hers.getByRole('textbox', { name: words.write }).fill('Nor a crumb for @cid_example');
	expect(await hers.getByText(words.mentionsForSome).count()).toBe(0);
	await hers.keyboard.press('Escape');
	await hers.getByRole('textbox', { name: words.write }).press('Control+Enter');
	await hers.getByText(posts.unreached(['cid_example'])).waitFor();
	expect((await cid.context.request.get(`/api/v1/posts/${secret}/comments`)).status()).toBe(404);
});

it('nothing in the consoles complains', () => {
	for (const who of [ana, ben]) expect(who.complaints()).toEqual([]);
	expect(cid.complaints(/Failed to load resource/)).toEqual([]);
});
