import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { words as media } from '../src/lib/words/media';
import { words as writing } from '../src/lib/words/composer';
import { words as posts } from '../src/lib/words/posts';
import { words as profiles } from '../src/lib/words/profiles';
import { words as shell } from '../src/lib/words/shell';
import { DESKTOP, PHONE, barriers, startBrowser } from './browser';
import { Visitor } from './member';
import { png } from './pictures';
import { Kith } from './server';

const OPEN = ['/login', '/register', '/forgot', '/reset', '/verify'];
const MEMBERS = [
	'/',
	'/@ana_example',
	'/@ana_example/photos',
	'/@ana_example/about',
	'/@ana_example/friends',
	'/people',
	'/people/suggestions',
	'/people/followers',
	'/people/following',
	'/people/friends',
	'/people/muted',
	'/people/blocked',
	'/groups',
	'/groups?show=mine',
	'/events?view=agenda',
	'/events?view=month',
	'/search?q=ben',
	'/for-you',
	'/saved',
	'/tags',
	'/tags/hills',
	'/settings',
	'/settings/profile',
	'/settings/privacy',
	'/settings/audience',
	'/settings/account',
	'/settings/security',
	'/settings/sessions',
	'/settings/uploads',
	'/settings/appearance',
	'/there/is/nothing/here',
];

let post: string;
let kith: Kith;
let browser: Browser;

beforeAll(async () => {
	[kith, browser] = await Promise.all([Kith.start(), startBrowser()]);
	const ana = await Visitor.arrive(browser, kith.address);
	await ana.join('Ana');
	const upload = await ana.context.request.post('/api/v1/media', {
		multipart: { file: png('hill.png', 320, 200, [120, 150, 90]) },
	});
	expect(upload.status()).toBe(201);
	const { id } = (await upload.json()) as { id: string };
	const published = await ana.context.request.post('/api/v1/posts', {
		data: { content: 'A **hill**, #hills', audience: 'public', media: [{ id, alt_text: '' }] },
	});
	expect(published.status()).toBe(201);
	post = `/posts/${((await published.json()) as { id: string }).id}`;
	await ana.context.close();
});

afterAll(async () => {
	await browser.close();
	await kith.stop();
});

const LOOKS: [string, BrowserContextOptions][] = [
	['light, desktop', { viewport: DESKTOP, colorScheme: 'light', reducedMotion: 'reduce' }],
	['dark, phone', { ...PHONE, colorScheme: 'dark', reducedMotion: 'reduce' }],
];

describe.each(LOOKS)('%s', (_name, look) => {
	it.each(OPEN)('%s keeps nobody out', async (path) => {
		const visitor = await Visitor.arrive(browser, kith.address, look);
		await settle(visitor, path);
		expect(await barriers(visitor.page)).toEqual([]);
		expect(visitor.complaints()).toEqual([]);
		await visitor.context.close();
	});

	it('no page for members keeps anybody out', { timeout: 180_000 }, async () => {
		const visitor = await Visitor.arrive(browser, kith.address, look);
		await visitor.logIn('ana_example');
		for (const path of [...MEMBERS, post]) {
			await settle(visitor, path);
			await visitor.page.getByRole('navigation', { name: shell.main }).first().waitFor();
			expect(await barriers(visitor.page), path).toEqual([]);
		}
		expect(visitor.complaints()).toEqual([]);
		await visitor.context.close();
	});
});

describe.each(LOOKS)('what opens over a page: %s', (_name, look) => {
	it('keeps nobody out', { timeout: 120_000 }, async () => {
		const visitor = await Visitor.arrive(browser, kith.address, look);
		await visitor.logIn('ana_example');
		const { page } = visitor;
		const clean = async (what: string) => expect(await barriers(page), what).toEqual([]);
		await settle(visitor, '/');
		await page.getByText(posts.prompt('Ana')).click();
		await page.getByRole('dialog', { name: posts.newPost }).getByLabel(writing.text).waitFor();
		await clean('composer');
		await page.keyboard.press('Escape');
		await settle(visitor, post);
		await page.getByRole('button', { name: media.open(1, 1) }).click();
		await page.getByRole('dialog', { name: media.viewer }).waitFor();
		await clean('lightbox');
		await page.keyboard.press('Escape');
		await page.getByRole('button', { name: posts.more('Ana Example') }).click();
		await page.getByRole('menuitem', { name: posts.edit, exact: true }).waitFor();
		await clean('menu of a post');
		await page.getByRole('menuitem', { name: posts.edit, exact: true }).click();
		await page.getByRole('dialog', { name: writing.editPost }).getByLabel(writing.text).waitFor();
		await clean('editor');
		await settle(visitor, '/@ana_example');
		await page.getByRole('button', { name: profiles.editProfile }).click();
		await page.getByRole('dialog').getByRole('textbox').first().waitFor();
		await clean('editor of the profile');
		expect(visitor.complaints()).toEqual([]);
		await visitor.context.close();
	});
});

async function settle(visitor: Visitor, path: string): Promise<void> {
	await visitor.page.goto(path, { waitUntil: 'networkidle' });
	await visitor.page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
}
