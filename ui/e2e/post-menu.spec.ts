import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { words as posts } from '../src/lib/words/posts';
import { words as acts } from '../src/lib/words/relation-acts';
import { words } from '../src/lib/words/relations';
import { words as ui } from '../src/lib/words/ui';
import { barriers, startBrowser } from './browser';
import { follow, join, publish, type Member } from './circle';
import { Kith } from './server';

let kith: Kith;
let browser: Browser;
let ana: Member;
let ben: Member;
let cem: Member;
/** Ana with her phone in her hand. */
let phone: Page;

beforeAll(async () => {
	[kith, browser] = await Promise.all([Kith.start(), startBrowser()]);
	ana = await join(browser, kith.address, 'Ana');
	ben = await join(browser, kith.address, 'Ben');
	cem = await join(browser, kith.address, 'Cem');
	await follow(ana, ben);
	await follow(ana, cem);
	await publish(cem, 'Cem is hiking', 'followers');
	await publish(ben, 'The bread is out', 'public');
	await publish(ben, 'Ben is baking', 'followers');
	phone = await ana.onPhone(browser);
});

afterAll(async () => {
	await browser.close();
	await kith.stop();
});

const post = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text });

/** Opens the menu of a post, and gives the part of it that is about who wrote it. */
async function about(page: Page, text: string, name: string) {
	const dots = post(page, text).getByRole('button', { name: posts.more(name) });
	await (page === phone ? dots.tap() : dots.click());
	const part = page.getByRole('group', { name, exact: true });
	await part.getByRole('menuitem', { name: words.menu.block }).waitFor();
	return part;
}

it('somebody is muted from home with a thumb, and that is undone', async () => {
	// Posts come to the homes of followers a moment after they are published.
	const home = async () => (await ana.context.request.get('/api/v1/feeds/home')).text();
	for (const text of ['Cem is hiking', 'The bread is out', 'Ben is baking']) {
		await expect.poll(home, { timeout: 15_000 }).toContain(text);
	}
	await phone.goto('/');
	await post(phone, 'Ben is baking').waitFor();
	const part = await about(phone, 'Ben is baking', 'Ben Example');
	// Of the page under the sheet, only parts are to be seen.
	expect(await barriers(phone, ':popover-open')).toEqual([]);
	await part.getByRole('menuitem', { name: words.menu.mute }).tap();
	await post(phone, 'Ben is baking').waitFor({ state: 'detached' });
	await post(phone, 'The bread is out').waitFor({ state: 'detached' });
	expect(await post(phone, 'Cem is hiking').count()).toBe(1);
	await phone.getByText(acts.done['mute']?.('Ben Example') ?? '').waitFor();
	await phone.getByRole('button', { name: ui.undo }).tap();
	await post(phone, 'Ben is baking').waitFor();
	await post(phone, 'The bread is out').waitFor();
});

it('who is unfollowed leaves home at once, after the question that the button asks, too', async () => {
	const part = await about(phone, 'Ben is baking', 'Ben Example');
	await part.getByRole('menuitem', { name: words.menu.unfollow }).tap();
	const question = phone.getByRole('alertdialog', { name: words.confirm.unfollow.title('Ben Example') });
	await question.getByText(words.confirm.unfollow.body(false, false)).waitFor();
	await question.getByRole('button', { name: ui.cancel }).tap();
	await question.waitFor({ state: 'hidden' });
	expect(await post(phone, 'Ben is baking').count()).toBe(1);

	await (
		await about(phone, 'Ben is baking', 'Ben Example')
	)
		.getByRole('menuitem', { name: words.menu.unfollow })
		.tap();
	await question.getByRole('button', { name: words.confirm.unfollow.act, exact: true }).tap();
	await post(phone, 'Ben is baking').waitFor({ state: 'detached' });
	await post(phone, 'The bread is out').waitFor({ state: 'detached' });
	await phone.getByText('You no longer follow Ben Example.').waitFor();
	const left = await ana.context.request.get(`/api/v1/users/${ben.id}`);
	expect(await left.json()).toMatchObject({ relationship: { follow: 'none' } });
});

it('somebody is blocked from home by keys, and the focus goes to the post beside', async () => {
	await publish(ana, 'I am reading', 'only_me');
	const { page } = ana;
	await page.goto('/');
	await post(page, 'I am reading').waitFor();
	await post(page, 'Cem is hiking').waitFor();
	await post(page, 'Cem is hiking')
		.getByRole('button', { name: posts.more('Cem Example') })
		.press('Enter');
	const block = page.getByRole('menuitem', { name: words.menu.block });
	await block.waitFor();
	await page.keyboard.press('End');
	expect(await block.evaluate((item) => item === document.activeElement)).toBe(true);
	await page.keyboard.press('Enter');
	await page
		.getByRole('alertdialog', { name: words.confirm.block.title('Cem Example') })
		.getByRole('button', { name: words.confirm.block.act, exact: true })
		.press('Enter');
	await post(page, 'Cem is hiking').waitFor({ state: 'detached' });
	await page.getByText(acts.done['block']?.('Cem Example') ?? '').waitFor();
	const focus = () => page.evaluate(() => document.activeElement?.closest('[data-post]')?.textContent);
	await expect.poll(focus).toContain('I am reading');
	await page.reload();
	await post(page, 'I am reading').waitFor();
	expect(await post(page, 'Cem is hiking').count()).toBe(0);
	expect(ana.complaints()).toEqual([]);
});

it('the menu of one’s own post is about the post alone', async () => {
	const { page } = ana;
	await post(page, 'I am reading')
		.getByRole('button', { name: posts.more('Ana Example') })
		.click();
	await page.getByRole('menuitem', { name: posts.copyLink }).waitFor();
	expect(await page.getByRole('menuitem', { name: words.menu.block }).count()).toBe(0);
});
