import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { words as writing } from '../src/lib/words/composer';
import { words as posts } from '../src/lib/words/posts';
import { words as shell } from '../src/lib/words/shell';
import { words as previews } from '../src/lib/words/previews';
import { words as ui } from '../src/lib/words/ui';
import { answered, barriers, PHONE, startBrowser } from './browser';
import { join, type Member } from './circle';
import { Visitor } from './member';
import { png } from './pictures';
import { Kith } from './server';
import { Site } from './site';

const page = (title: string, head = '') => ({
	type: 'text/html; charset=utf-8',
	body: `<!doctype html><title>${title}</title>${head}<p>Snow.`,
});
const PICTURE = '<meta property="og:image" content="/snow.png">';
const ABOUT = '<meta name="description" content="Up to forty centimetres above the valley.">';

let site: Site;
let kith: Kith;
let browser: Browser;
let ana: Member;
let ben: Member;

beforeAll(async () => {
	site = await Site.open({
		'/forecast': page('More snow until Sunday', PICTURE + ABOUT),
		'/bare': page('Roads that are closed'),
		'/hostile': page('&lt;img src=x onerror="document.title=1"&gt; and <b>bold</b>'),
		'/snow.png': { type: 'image/png', body: png('snow.png', 600, 315, [150, 180, 210]).buffer },
	});
	[kith, browser] = await Promise.all([Kith.start(site.settings), startBrowser()]);
	ana = await join(browser, kith.address, 'Ana');
	ben = await join(browser, kith.address, 'Ben');
}, 120_000);

afterAll(async () => {
	await browser.close();
	await kith.stop();
	site.close();
});

const cardOf = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text });

/** Publishes through the API and waits until the preview is there; gives the id of the post. */
async function linked(who: Member, content: string, audience = 'public'): Promise<string> {
	const { request } = who.context;
	const answer = await request.post('/api/v1/posts', { data: { content, audience } });
	expect(answer.status(), await answer.text()).toBe(201);
	const { id } = (await answer.json()) as { id: string };
	const preview = async () =>
		((await (await request.get(`/api/v1/posts/${id}`)).json()) as { link_preview: unknown }).link_preview;
	await expect.poll(preview, { timeout: 20_000 }).not.toBeNull();
	return id;
}

/** How far things have moved by themselves since the page was asked to look. */
async function watchShifts(page: Page): Promise<() => Promise<number>> {
	await page.evaluate(() => {
		const seen = window as unknown as { shifted: number };
		seen.shifted = 0;
		new PerformanceObserver((list) => {
			for (const entry of list.getEntries())
				seen.shifted += (entry as unknown as { value: number }).value;
		}).observe({ type: 'layout-shift' });
	});
	return () => page.evaluate(() => (window as unknown as { shifted: number }).shifted);
}

describe('a link in a post', () => {
	it('shows the page it leads to as soon as that was read, and nothing moves', async () => {
		const { page } = ana;
		await page.goto('/');
		await page.getByText(posts.prompt('Ana')).click();
		const composer = page.getByRole('dialog', { name: posts.newPost });
		await composer.getByLabel(writing.text).fill('Shovels ready? http://snow.example/forecast');
		const letGo = site.hold();
		await composer.getByRole('button', { name: writing.publish, exact: true }).click();
		const card = cardOf(page, 'Shovels ready?');
		// The address makes room for what is still on its way.
		const waiting = card.getByRole('link', { name: 'snow.example http://snow.example/forecast' });
		await waiting.waitFor();
		const shifted = await watchShifts(page);
		const { height } = (await waiting.boundingBox()) ?? { height: 0 };
		letGo();
		const link = card.getByRole('link', { name: /More snow until Sunday/ });
		await link.waitFor();
		expect((await link.boundingBox())?.height).toBe(height);
		expect(await link.getAttribute('href')).toBe('http://snow.example/forecast');
		expect(await link.getAttribute('rel')).toBe('noopener noreferrer nofollow ugc');
		await card.getByText('Up to forty centimetres above the valley.').waitFor();
		const picture = link.locator('img');
		await expect
			.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth))
			.toBeGreaterThan(0);
		// It is kept here: whoever reads the post asks nobody else.
		expect(await picture.evaluate((img: HTMLImageElement) => img.currentSrc)).toContain(
			`${kith.address}/api/v1/media/`,
		);
		expect(await shifted()).toBe(0);
		expect(await barriers(page, 'article')).toEqual([]);
	});

	it('is read once, however many people see it', async () => {
		await ben.page.goto('/');
		await cardOf(ben.page, 'Shovels ready?')
			.getByRole('link', { name: /More snow until Sunday/ })
			.waitFor();
		expect(site.asked).toEqual(['/forecast', '/snow.png']);
		expect(await ben.page.getByRole('button', { name: posts.removePreview }).count()).toBe(0);
	});

	it('shows what a page says as text, whatever that is', async () => {
		await linked(ana, 'Look at http://snow.example/hostile');
		await ben.page.reload();
		const card = cardOf(ben.page, 'Look at');
		await card.getByText('<img src=x onerror="document.title=1"> and <b>bold</b>').waitFor();
		expect(await card.locator('b, img[src=x]').count()).toBe(0);
		expect(await ben.page.title()).toBe(shell.title(shell.home));
	});

	it('is not shown any more under words that do not have it', async () => {
		const id = await linked(ana, 'Closed: http://snow.example/bare');
		const { page } = ana;
		await page.goto(`/posts/${id}`);
		await page.getByRole('link', { name: /Roads that are closed/ }).waitFor();
		await page.getByRole('button', { name: posts.more('Ana Example') }).click();
		await page.getByRole('menuitem', { name: posts.edit, exact: true }).click();
		const composer = page.getByRole('dialog', { name: writing.editPost });
		await composer.getByLabel(writing.text).fill('They are open again.');
		await composer.getByRole('button', { name: posts.save, exact: true }).click();
		await page.getByText('They are open again.').waitFor();
		// The words are there at once; that they have no preview is what the server says.
		await page.getByRole('link', { name: /Roads that are closed/ }).waitFor({ state: 'detached' });
	});
});

describe('the author of a post', () => {
	it('takes its preview away by keyboard, and back', async () => {
		const id = await linked(ana, 'Again: http://snow.example/forecast');
		const { page } = ana;
		await page.goto(`/posts/${id}`);
		const link = page.getByRole('link', { name: /More snow until Sunday/ });
		// It is gone at once; the server hears of it a moment later.
		const removed = answered(page, 'DELETE', /\/link-preview$/);
		await page.getByRole('button', { name: posts.removePreview }).focus();
		await page.keyboard.press('Enter');
		await page.getByText(previews.removed).waitFor();
		expect(await link.count()).toBe(0);
		// What was pressed is gone: the focus is on the post.
		expect(await page.evaluate(() => document.activeElement?.getAttribute('data-post'))).toBe(id);
		await removed;
		await ben.page.goto(`/posts/${id}`);
		await cardOf(ben.page, 'Again:').waitFor();
		expect(await ben.page.getByRole('link', { name: /More snow/ }).count()).toBe(0);
		await page.getByRole('button', { name: ui.undo }).click();
		await link.waitFor();
		await expect
			.poll(async () => {
				await ben.page.reload();
				await cardOf(ben.page, 'Again:').waitFor();
				return ben.page.getByRole('link', { name: /More snow/ }).count();
			})
			.toBe(1);
	});

	it('has it back with a reason when it cannot be taken away', async () => {
		const { page } = ana;
		await page.route('**/link-preview', (route) =>
			route.fulfill({ status: 503, json: { code: 'busy' } }),
		);
		await page.getByRole('button', { name: posts.removePreview }).click();
		await page.getByText(/The link preview is still there/).waitFor();
		await page.getByRole('link', { name: /More snow until Sunday/ }).waitFor();
		await page.unroute('**/link-preview');
		expect(ana.complaints(/503/)).toEqual([]);
	});
});

describe('on a phone', () => {
	it('fits, also at 320 pixels, and is taken away with a finger', async () => {
		const phone = await Visitor.arrive(browser, kith.address, PHONE);
		await phone.logIn(ana.handle);
		const id = await linked(ana, 'Small: http://snow.example/forecast', 'only_me');
		await phone.page.setViewportSize({ width: 320, height: 640 });
		await phone.page.goto(`/posts/${id}`);
		await phone.page.getByRole('link', { name: /More snow until Sunday/ }).waitFor();
		const overflow = await phone.page.evaluate(
			() => document.documentElement.scrollWidth - document.documentElement.clientWidth,
		);
		expect(overflow).toBe(0);
		expect(await barriers(phone.page, 'article')).toEqual([]);
		await phone.page.getByRole('button', { name: posts.removePreview }).tap();
		await phone.page.getByText(previews.removed).waitFor();
		expect(phone.complaints()).toEqual([]);
		await phone.context.close();
	});

	it('leaves the console silent', () => {
		expect(ben.complaints()).toEqual([]);
	});
});
