import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, BrowserContextOptions } from 'playwright-core';
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
	'/people/blocked',
	'/search?q=ben',
	'/settings',
	'/settings/profile',
	'/settings/privacy',
	'/settings/account',
	'/settings/security',
	'/settings/sessions',
	'/settings/appearance',
	'/there/is/nothing/here',
];

let kith: Kith;
let browser: Browser;

beforeAll(async () => {
	[kith, browser] = await Promise.all([Kith.start(), startBrowser()]);
	const ana = await Visitor.arrive(browser, kith.address);
	await ana.join('Ana');
	const upload = await ana.context.request.post('/api/v1/media', {
		multipart: { file: png('hill.png', 320, 200, [120, 150, 90]) },
	});
	const { id } = (await upload.json()) as { id: string };
	await ana.context.request.post('/api/v1/posts', {
		data: { content: 'A hill', audience: 'public', media: [{ id, alt_text: '' }] },
	});
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
		await visitor.context.request.post('/api/v1/auth/login', {
			data: { login: 'ana_example', password: 'walnut lantern drift 9' },
		});
		for (const path of MEMBERS) {
			await settle(visitor, path);
			expect(await barriers(visitor.page), path).toEqual([]);
		}
		expect(visitor.complaints()).toEqual([]);
		await visitor.context.close();
	});
});

async function settle(visitor: Visitor, path: string): Promise<void> {
	await visitor.page.goto(path, { waitUntil: 'networkidle' });
	await visitor.page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
}
