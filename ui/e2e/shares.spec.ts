import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { words as writing } from '../src/lib/words/composer';
import { words as posts } from '../src/lib/words/posts';
import { words as sharing } from '../src/lib/words/sharing';
import { words as ui } from '../src/lib/words/ui';
import { barriers, startBrowser } from './browser';
import { befriend, follow, join, publish, type Member } from './circle';
import { Kith } from './server';

let kith: Kith;
let browser: Browser;
let ana: Member;
let ben: Member;
let cem: Member;
/** Cem, whom nothing joins to Ana, with his phone in his hand. */
let phone: Page;

beforeAll(async () => {
	[kith, browser] = await Promise.all([Kith.start(), startBrowser()]);
	ana = await join(browser, kith.address, 'Ana');
	ben = await join(browser, kith.address, 'Ben');
	cem = await join(browser, kith.address, 'Cem');
	await befriend(ana, ben);
	await follow(cem, ben);
	phone = await cem.onPhone(browser);
});

afterAll(async () => {
	await browser.close();
	await kith.stop();
});

const post = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text });
const inside = (page: Page, name: string) =>
	page.getByRole('region', { name: posts.sharedPostBy(`${name} Example`) });
const dialog = (page: Page) => page.getByRole('dialog', { name: sharing.sharePost });

/** The address of the newest post of somebody. */
async function newest(member: Member): Promise<string> {
	const answer = await member.context.request.get(`/api/v1/users/${member.id}/posts?limit=1`);
	const { items } = (await answer.json()) as { items: { id: string }[] };
	return `/posts/${items[0]?.id ?? ''}`;
}

let original: string;
let share: string;

it('a post for friends is shared with everyone, in the words of the composer', async () => {
	original = `/posts/${(await publish(ana, 'The lake froze', 'friends')).id}`;
	const { page } = ben;
	await page.goto(original);
	await post(page, 'The lake froze')
		.getByRole('button', { name: posts.shareButton(0), exact: true })
		.click();
	await dialog(page).waitFor();
	await dialog(page).getByText(sharing.originalSeen.friends('Ana Example')).waitFor();
	await dialog(page).getByText('The lake froze').waitFor();
	expect(await barriers(page, 'dialog[open]')).toEqual([]);
	// What is typed waits while the dialog is closed.
	await dialog(page).getByRole('textbox', { name: sharing.shareText }).fill('Bring your skates');
	await page.keyboard.press('Escape');
	await dialog(page).waitFor({ state: 'hidden' });
	await page.getByRole('button', { name: posts.shareButton(0), exact: true }).click();
	const text = dialog(page).getByRole('textbox', { name: sharing.shareText });
	expect(await text.inputValue()).toBe('Bring your skates');
	await dialog(page)
		.getByRole('button', { name: posts.visibleTo(posts.audiences.public.label) })
		.waitFor();
	await dialog(page).getByRole('button', { name: posts.share, exact: true }).last().click();
	await dialog(page).waitFor({ state: 'hidden' });
	await page.getByText(posts.published).waitFor();
	await page.getByRole('button', { name: posts.shareButton(1), exact: true }).waitFor();
	share = await newest(ben);
	await page.goto(share);
	await post(page, 'Bring your skates').waitFor();
	await inside(page, 'Ana').getByText('The lake froze').waitFor();
	expect(await barriers(page)).toEqual([]);
});

it('a stranger reads the share and not what is inside, a friend both', async () => {
	await expect
		.poll(async () => (await cem.context.request.get('/api/v1/feeds/home')).text(), { timeout: 15_000 })
		.toContain('Bring your skates');
	await phone.goto('/');
	await post(phone, 'Bring your skates').getByText(posts.unavailable).waitFor();
	expect(await phone.getByText('The lake froze').count()).toBe(0);
	expect(await post(phone, 'Bring your skates').getByRole('button', { name: posts.share }).count()).toBe(0);
	expect(await barriers(phone)).toEqual([]);

	await ana.page.goto('/@' + ben.handle);
	await inside(ana.page, 'Ana').getByText('The lake froze').waitFor();
	await inside(ana.page, 'Ana')
		.getByRole('link', { name: posts.openShared('Ana Example') })
		.click();
	await ana.page.waitForURL(`**${original}`);
	await post(ana.page, 'The lake froze').waitFor();
});

it('a share of a share has the original inside', async () => {
	const { page } = ana;
	await page.goto(share);
	await page.getByRole('button', { name: posts.shareButton(0), exact: true }).click();
	await dialog(page).getByText('The lake froze').waitFor();
	await dialog(page).getByText(sharing.originalSeen.friends()).waitFor();
	await dialog(page).getByRole('textbox', { name: sharing.shareText }).fill('My lake');
	await dialog(page).getByRole('textbox', { name: sharing.shareText }).press('Control+Enter');
	await dialog(page).waitFor({ state: 'hidden' });
	await page.goto(await newest(ana));
	await post(page, 'My lake').waitFor();
	await inside(page, 'Ana').getByText('The lake froze').waitFor();
	expect(await page.getByText('Bring your skates').count()).toBe(0);
});

it('the words of a share are edited, and nothing else of it', async () => {
	const { page } = ben;
	await page.goto(share);
	await page.getByRole('button', { name: posts.more('Ben Example') }).click();
	await page.getByRole('menuitem', { name: posts.edit }).click();
	const editor = page.getByRole('dialog', { name: writing.editPost });
	await editor.getByText('The lake froze').waitFor();
	expect(await editor.getByRole('button', { name: writing.addPictures }).count()).toBe(0);
	await editor.getByRole('textbox', { name: writing.text }).fill('');
	await editor.getByRole('button', { name: posts.save, exact: true }).last().click();
	await editor.waitFor({ state: 'hidden' });
	await inside(page, 'Ana').getByText('The lake froze').waitFor();
	expect(await page.getByText('Bring your skates').count()).toBe(0);
});

it('what is narrowed or deleted is no longer available, for everybody in the same words', async () => {
	const narrowed = await ana.context.request.patch(`/api/v1${original}`, { data: { audience: 'only_me' } });
	expect(narrowed.ok()).toBe(true);
	await ben.page.goto(share);
	await ben.page.getByText(posts.unavailable).waitFor();
	await ana.page.goto(share);
	await inside(ana.page, 'Ana').getByText('The lake froze').waitFor();

	// Its author deletes it, and takes that back, with the share on the same page.
	await ana.page.goto(original);
	await ana.page.getByRole('button', { name: posts.more('Ana Example') }).click();
	await ana.page.getByRole('menuitem', { name: posts.delete }).click();
	await ana.page.getByText(posts.deletedTitle).waitFor();
	await ana.page.goto(share);
	await ana.page.getByText(posts.unavailable).waitFor();
	await ana.page.goto(original);
	const restored = await ana.context.request.post(`/api/v1${original}/restore`);
	expect(restored.ok()).toBe(true);
	await ana.page.goto(share);
	await inside(ana.page, 'Ana').getByText('The lake froze').waitFor();
	expect(ana.complaints(/404/)).toEqual([]);
	expect(ben.complaints()).toEqual([]);
	expect(cem.complaints()).toEqual([]);
});

it('a post is shared with a thumb, and the share is taken back', async () => {
	const { id } = await publish(ben, 'Soup for all', 'public');
	await phone.goto(`/posts/${id}`);
	await phone.getByRole('button', { name: posts.shareButton(0), exact: true }).tap();
	await dialog(phone).getByText(sharing.originalSeen.public()).waitFor();
	expect(await barriers(phone, 'dialog[open]')).toEqual([]);
	await dialog(phone).getByRole('button', { name: posts.share, exact: true }).first().tap();
	await phone.getByRole('button', { name: posts.view }).tap();
	await inside(phone, 'Ben').getByText('Soup for all').waitFor();
	await inside(phone, 'Ben')
		.getByRole('button', { name: /picture/ })
		.waitFor();
	await phone.getByRole('button', { name: posts.more('Cem Example') }).tap();
	await phone.getByRole('menuitem', { name: posts.delete }).tap();
	await phone.getByText(posts.deletedTitle).waitFor();
	await phone.goto(`/posts/${id}`);
	await phone.getByRole('button', { name: posts.shareButton(0), exact: true }).waitFor();
	expect(await phone.getByRole('button', { name: ui.undo }).count()).toBe(0);
	const width = await phone.evaluate(() => document.documentElement.scrollWidth);
	expect(width).toBeLessThanOrEqual(390);
});
