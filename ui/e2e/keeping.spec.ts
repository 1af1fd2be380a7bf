import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { words as keeping } from '../src/lib/words/saved';
import { words as history } from '../src/lib/words/history';
import { words as media } from '../src/lib/words/media';
import { words as writing } from '../src/lib/words/composer';
import { words as pinning } from '../src/lib/words/pinning';
import { words as posts } from '../src/lib/words/posts';
import { words as shell } from '../src/lib/words/shell';
import { words as ui } from '../src/lib/words/ui';
import { answered, barriers, startBrowser } from './browser';
import { join, publish, type Member } from './circle';
import { Kith } from './server';

let kith: Kith;
let browser: Browser;
let ana: Member;
let ben: Member;
/** Ben with his phone in his hand. */
let phone: Page;

beforeAll(async () => {
	[kith, browser] = await Promise.all([Kith.start(), startBrowser()]);
	ana = await join(browser, kith.address, 'Ana');
	ben = await join(browser, kith.address, 'Ben');
	for (const text of ['One', 'Two', 'Three']) await say(ana, text);
	phone = await ben.onPhone(browser);
	// High enough for all posts: what is far below the screen is not drawn.
	for (const page of [ana.page, ben.page]) await page.setViewportSize({ width: 1440, height: 1400 });
	await phone.setViewportSize({ width: 390, height: 1400 });
});

afterAll(async () => {
	await browser.close();
	await kith.stop();
});

/** Publishes words alone: several such posts are on a screen at once. */
async function say(who: Member, content: string): Promise<void> {
	const data = { content, audience: 'public' };
	const answer = await who.context.request.post('/api/v1/posts', { data });
	expect(answer.status()).toBe(201);
}

const post = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text });

async function choose(page: Page, text: string, name: string, item: string) {
	await post(page, text)
		.getByRole('button', { name: posts.more(`${name} Example`) })
		.click();
	await page.getByRole('menuitem', { name: item, exact: true }).click();
}

/** What the posts on a page say, in their order. */
async function texts(page: Page): Promise<string[]> {
	const all = await page.getByRole('article').allInnerTexts();
	return all.map((text) => /One|Two|Three/.exec(text)?.[0] ?? '');
}

it('nothing is saved, and the page says how to', async () => {
	const { page } = ben;
	await page.goto('/');
	await page.getByRole('navigation', { name: shell.main }).getByRole('link', { name: shell.saved }).click();
	await page.getByRole('heading', { name: keeping.emptyTitle }).waitFor();
	await page.getByRole('heading', { level: 1, name: keeping.title }).waitFor();
	expect(await barriers(page)).toEqual([]);
});

it('posts are saved from the feed, and stand on the page of what is saved, the last one first', async () => {
	const { page } = ben;
	await page.goto('/');
	await post(page, 'Three').waitFor();
	for (const text of ['Three', 'One']) {
		// It says so at once; the server has it a moment later.
		const kept = answered(page, 'PUT', /\/bookmark$/);
		await choose(page, text, 'Ana', posts.savePost);
		await kept;
	}
	await page.getByText(posts.saved).first().waitFor();
	await page.keyboard.press('g');
	await page.keyboard.press('b');
	await page.getByText(keeping.end).waitFor();
	await expect.poll(() => texts(page)).toEqual(['One', 'Three']);
	expect(await barriers(page)).toEqual([]);
});

it('what is let go leaves the page at once, and comes back to its place', async () => {
	await phone.goto('/saved');
	await post(phone, 'One').waitFor();
	await choose(phone, 'One', 'Ana', posts.unsave);
	await post(phone, 'One').waitFor({ state: 'detached' });
	expect(await texts(phone)).toEqual(['Three']);
	await phone.getByRole('button', { name: ui.undo }).tap();
	await post(phone, 'One').waitFor();
	expect(await texts(phone)).toEqual(['One', 'Three']);
	expect(await barriers(phone)).toEqual([]);
	// The way there on a phone.
	await phone.goto('/');
	await phone.getByRole('button', { name: shell.yourAccount }).tap();
	await phone.getByRole('link', { name: shell.saved }).tap();
	await phone.waitForURL('**/saved');
});

it('what may no longer be seen is no longer there', async () => {
	const answer = await ben.context.request.get('/api/v1/me/bookmarks');
	const { items } = (await answer.json()) as { items: { id: string }[] };
	const path = `/api/v1/posts/${items[0]?.id ?? ''}`;
	await ana.context.request.patch(path, { data: { audience: 'only_me' } });
	await ben.page.goto('/saved');
	await ben.page.getByText(keeping.end).waitFor();
	expect(await texts(ben.page)).toEqual(['Three']);
	await ana.context.request.patch(path, { data: { audience: 'public' } });
});

it('a saving that is refused is taken back with a reason', async () => {
	const { page } = ben;
	await page.goto('/');
	await post(page, 'Two').waitFor();
	await page.route('**/bookmark', (route) => route.abort());
	await choose(page, 'Two', 'Ana', posts.savePost);
	await page.getByRole('button', { name: ui.retry }).waitFor();
	await page.unroute('**/bookmark');
	await page.getByRole('button', { name: ui.retry }).click();
	await page.getByText(posts.saved).first().waitFor();
	await expect
		.poll(async () => (await ben.context.request.get('/api/v1/me/bookmarks')).text())
		.toContain('"Two"');
});

it('a post is pinned, another in its place, and the profile begins with it for everybody', async () => {
	const { page } = ana;
	// Tall enough that all three are drawn under what the profile begins with.
	await page.setViewportSize({ width: 1440, height: 1800 });
	await phone.setViewportSize({ width: 390, height: 1800 });
	await page.goto(`/@${ana.handle}`);
	await post(page, 'One').waitFor();
	await choose(page, 'One', 'Ana', posts.pin);
	await page.getByText(pinning.onProfile.pinned).waitFor();
	await expect.poll(() => texts(page)).toEqual(['One', 'Three', 'Two']);
	await post(page, 'One').getByText(posts.pinned).waitFor();
	await choose(page, 'Two', 'Ana', posts.pin);
	await expect.poll(() => texts(page)).toEqual(['Two', 'Three', 'One']);
	expect(await page.getByText(posts.pinned).count()).toBe(1);
	expect(await barriers(page)).toEqual([]);

	await phone.goto(`/@${ana.handle}`);
	await post(phone, 'Two').getByText(posts.pinned).waitFor();
	await expect.poll(() => texts(phone)).toEqual(['Two', 'Three', 'One']);

	await choose(page, 'Two', 'Ana', posts.unpin);
	await expect.poll(() => texts(page)).toEqual(['Three', 'Two', 'One']);
	await page.reload();
	await post(page, 'One').waitFor();
	expect(await texts(page)).toEqual(['Three', 'Two', 'One']);
});

it('whoever sees a post reads what it said, with what came and what went', async () => {
	const { id } = await publish(ana, 'The ferry leaves at ten', 'public');
	const path = `/api/v1/posts/${id}`;
	await ana.context.request.patch(path, { data: { content: 'The ferry leaves at eleven' } });
	await ana.context.request.patch(path, { data: { content: 'The late ferry leaves at eleven' } });
	for (const page of [ben.page, phone]) {
		await page.goto(`/posts/${id}`);
		await page.getByRole('button', { name: posts.edited, exact: true }).click();
		const dialog = page.getByRole('dialog', { name: history.history });
		await dialog.getByRole('heading', { name: history.versionFirst }).waitFor();
		const words = (selector: string) => dialog.locator(selector).allInnerTexts();
		expect((await words('ins')).map((text) => /late|eleven/.exec(text)?.[0])).toEqual(['late', 'eleven']);
		expect((await words('del')).join()).toContain('ten');
		expect(await barriers(page, 'dialog[open]')).toEqual([]);
		await page.keyboard.press('Escape');
		await dialog.waitFor({ state: 'hidden' });
	}
});

it('a warning covers text and pictures until they are asked for', async () => {
	const { page } = ana;
	await page.goto('/');
	await page.getByText(posts.prompt('Ana')).click();
	const editor = page.getByRole('dialog', { name: posts.newPost });
	await editor.getByRole('textbox', { name: writing.text }).fill('Eight legs, very close');
	await editor.getByRole('button', { name: writing.addWarning }).click();
	const line = editor.getByRole('textbox', { name: writing.warning });
	expect(await line.evaluate((input) => input === document.activeElement)).toBe(true);
	await line.fill('Spiders');
	expect(await barriers(page, 'dialog[open]')).toEqual([]);
	await editor.getByRole('button', { name: writing.publish, exact: true }).last().click();
	await editor.waitFor({ state: 'hidden' });
	const covered = page.getByRole('article').filter({ hasText: 'Spiders' });
	await covered.waitFor();
	expect(await page.getByText('Eight legs, very close').count()).toBe(0);

	const { id } = await publish(ana, 'And another one', 'public');
	await ana.context.request.patch(`/api/v1/posts/${id}`, { data: { content_warning: 'Spiders again' } });
	await phone.goto('/');
	const again = phone.getByRole('article').filter({ hasText: 'Spiders again' });
	await again.waitFor();
	expect(await again.getByRole('img').count()).toBe(0);
	expect(await barriers(phone)).toEqual([]);
	const show = again.getByRole('button', { name: media.uncover, exact: true });
	expect(await show.getAttribute('aria-expanded')).toBe('false');
	await show.press('Enter');
	await again.getByText('And another one').waitFor();
	const cover = again.getByRole('button', { name: media.cover });
	expect(await cover.evaluate((button) => button === document.activeElement)).toBe(true);
	await cover.press('Enter');
	await again.getByText('And another one').waitFor({ state: 'detached' });
	await again.getByRole('button', { name: media.uncoverAll }).tap();
	await phone.getByText('And another one').waitFor();
	await phone.getByText('Eight legs, very close').waitFor();
});

it('the pictures of a post with a warning are covered among the photos and in the viewer', async () => {
	const { page } = ben;
	await page.goto(`/@${ana.handle}/photos`);
	const tile = page.getByRole('button', { name: media.covered(1, 'Spiders again') });
	await tile.click();
	const viewer = page.getByRole('dialog', { name: media.viewer });
	await viewer.getByText('Spiders again').waitFor();
	expect(await viewer.getByRole('img').count()).toBe(0);
	expect(await barriers(page, 'dialog[open]')).toEqual([]);
	await viewer.getByRole('button', { name: media.uncover, exact: true }).click();
	await viewer.getByRole('img').waitFor();
	await page.keyboard.press('Escape');
	await tile.waitFor({ state: 'detached' });
	expect(ben.complaints(/ERR_FAILED/)).toEqual([]);
	expect(ana.complaints()).toEqual([]);
});
