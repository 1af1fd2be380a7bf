import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { words as writing } from '../src/lib/words/composer';
import { words as posts } from '../src/lib/words/posts';
import { words as single } from '../src/lib/words/single-post';
import { words as shares } from '../src/lib/words/shares';
import { words as sharing } from '../src/lib/words/sharing';
import { words as ui } from '../src/lib/words/ui';
import { answered, barriers, startBrowser } from './browser';
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
	// What is typed waits while the dialog is closed, and through a reload.
	await dialog(page).getByRole('textbox', { name: sharing.shareText }).fill('Bring your skates');
	await page.keyboard.press('Escape');
	await dialog(page).waitFor({ state: 'hidden' });
	await page.reload();
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

it('who shared a post is listed on its page', async () => {
	const { page } = ana;
	await page.goto(original);
	const count = page.getByRole('button', { name: shares.who(1) });
	const list = page.getByRole('dialog', { name: shares.list });
	await page.route('**/shares?*', (route) => route.abort());
	await count.press('Enter');
	await list.getByText(shares.loadFailed).waitFor();
	await page.unroute('**/shares?*');
	await list.getByRole('button', { name: ui.retry }).press('Enter');
	await list.getByText('Bring your skates').waitFor();
	expect(await barriers(page, 'dialog[open]')).toEqual([]);
	await page.keyboard.press('Escape');
	await list.waitFor({ state: 'hidden' });
	expect(await count.evaluate((button) => button === document.activeElement)).toBe(true);
	await page.keyboard.press('Enter');
	await list.getByRole('link', { name: shares.open('Ben Example') }).press('Enter');
	await page.waitForURL(`**${share}`);
	await list.waitFor({ state: 'hidden' });
	await inside(page, 'Ana').getByText('The lake froze').waitFor();
});

it('a share that is gone by then is not listed', async () => {
	const { id } = await publish(ana, 'Sledges for all', 'public');
	const data = { content: 'To remember', audience: 'public' };
	const answer = await ben.context.request.post(`/api/v1/posts/${id}/shares`, { data });
	const made = (await answer.json()) as { id: string };
	await phone.goto(`/posts/${id}`);
	const count = phone.getByRole('button', { name: shares.who(1) });
	const list = phone.getByRole('dialog', { name: shares.list });
	await count.tap();
	await list.getByText('To remember').waitFor();
	await list.getByRole('button', { name: ui.close }).tap();
	expect((await ben.context.request.delete(`/api/v1/posts/${made.id}`)).ok()).toBe(true);
	await count.tap();
	await list.getByText(shares.none).waitFor();
	expect(await barriers(phone, 'dialog[open]')).toEqual([]);
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

	// Its author deletes it, which is seen before the server has heard of it, and takes that back.
	await ana.page.goto(original);
	await ana.page.getByRole('button', { name: posts.more('Ana Example') }).click();
	const deleted = answered(ana.page, 'DELETE', new RegExp(`${original}$`));
	await ana.page.getByRole('menuitem', { name: posts.delete }).click();
	await ana.page.getByText(single.deletedTitle).waitFor();
	await deleted;
	await ana.page.goto(share);
	await ana.page.getByText(posts.unavailable).waitFor();
	await ana.page.goto(original);
	const restored = await ana.context.request.post(`/api/v1${original}/restore`);
	expect(restored.ok()).toBe(true);
	await ana.page.goto(share);
	await inside(ana.page, 'Ana').getByText('The lake froze').waitFor();
	expect(ana.complaints(/404|ERR_FAILED/)).toEqual([]);
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
	await inside(phone, 'Ben')
		.getByRole('link', { name: posts.openShared('Ben Example') })
		.tap();
	await phone.getByRole('button', { name: posts.shareButton(1), exact: true }).waitFor();
	await phone.goBack();
	const deleted = answered(phone, 'DELETE', /\/posts\/\d+$/);
	await phone.getByRole('button', { name: posts.more('Cem Example') }).tap();
	await phone.getByRole('menuitem', { name: posts.delete }).tap();
	await phone.getByText(single.deletedTitle).waitFor();
	await deleted;
	await phone.goto(`/posts/${id}`);
	await phone.getByRole('button', { name: posts.shareButton(0), exact: true }).waitFor();
	expect(await phone.getByRole('button', { name: shares.who(1) }).count()).toBe(0);
});

it('nothing in the dialog is wider than the narrowest phone', async () => {
	const content = `**${'Long'.repeat(60)}** and \`${'code'.repeat(40)}\``;
	const data = { content, audience: 'unlisted' };
	const answer = await cem.context.request.post('/api/v1/posts', { data });
	const { id } = (await answer.json()) as { id: string };
	await phone.setViewportSize({ width: 320, height: 640 });
	await phone.goto(`/posts/${id}`);
	await phone.getByRole('button', { name: posts.shareButton(0), exact: true }).tap();
	await dialog(phone).getByText(sharing.originalSeen.unlisted()).waitFor();
	await dialog(phone).locator('strong').waitFor();
	const outside = await dialog(phone)
		.locator('*')
		.evaluateAll((all) =>
			all
				.filter((element) => element.getBoundingClientRect().right > innerWidth)
				.map((element) => element.outerHTML.slice(0, 120)),
		);
	expect(outside).toEqual([]);
});
