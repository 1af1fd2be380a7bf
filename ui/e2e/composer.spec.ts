import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Locator, Page } from 'playwright-core';
import { words as media } from '../src/lib/words/media';
import { words as writing } from '../src/lib/words/composer';
import { words as posts } from '../src/lib/words/posts';
import { PHONE, startBrowser } from './browser';
import { Visitor } from './member';
import { png, type PictureFile } from './pictures';
import { Kith } from './server';

let kith: Kith;
let browser: Browser;
let ana: Visitor;
let page: Page;
let composer: Locator;

beforeAll(async () => {
	[kith, browser] = await Promise.all([Kith.start(), startBrowser()]);
	ana = await Visitor.arrive(browser, kith.address);
	await ana.join('Ana');
	page = ana.page;
	composer = page.getByRole('dialog', { name: posts.newPost });
});

afterAll(async () => {
	await browser.close();
	await kith.stop();
});

/** Three pictures find their way into a post and are looked at: each step goes on where the one before ended. */
describe('pictures', () => {
	it('are dropped and pasted into the composer', async () => {
		await page.goto('/');
		await page.getByText(posts.prompt('Ana')).click();
		const text = composer.getByLabel(writing.text);
		await text.fill('Three colours');
		await hand(
			text,
			'drop',
			png('red.png', 300, 200, [200, 60, 60]),
			png('green.png', 310, 200, [60, 160, 60]),
		);
		await composer.getByRole('button', { name: writing.removePicture(2, 'picture') }).waitFor();
		await hand(text, 'paste', png('blue.png', 320, 200, [60, 60, 200]));
		await composer.getByRole('button', { name: writing.removePicture(3, 'picture') }).waitFor();
		expect(await order()).toEqual(['red', 'green', 'blue']);
		expect(await text.inputValue()).toBe('Three colours');
	});

	it('change places by keyboard, and the focus goes along', async () => {
		const earlier = composer.getByRole('button', { name: writing.moveEarlier(3, 'picture') });
		await earlier.focus();
		await page.keyboard.press('Enter');
		await expect.poll(order).toEqual(['red', 'blue', 'green']);
		await page.keyboard.press('Enter');
		await expect.poll(order).toEqual(['blue', 'red', 'green']);
		await composer.getByText(writing.moved(1, 3)).waitFor();
	});

	it('change places by pointer', async () => {
		const tiles = composer.getByRole('list', { name: posts.pictures }).getByRole('listitem');
		await tiles.nth(2).dragTo(tiles.nth(0));
		await expect.poll(order).toEqual(['green', 'blue', 'red']);
	});

	it('are posted in that order', async () => {
		await composer.getByRole('button', { name: writing.publish, exact: true }).click();
		const card = page.getByRole('article').filter({ hasText: 'Three colours' });
		const shown = card.getByRole('list', { name: posts.pictures }).locator('img');
		await expect.poll(() => widths(shown)).toEqual([310, 320, 300]);
	});

	it('are leafed through by keyboard, and the focus comes back', async () => {
		const second = page.getByRole('button', { name: media.open(2, 3) });
		await second.focus();
		await page.keyboard.press('Enter');
		const viewer = page.getByRole('dialog', { name: media.viewer });
		await viewer.getByText(media.place(2, 3)).waitFor();
		await page.keyboard.press('ArrowRight');
		await viewer.getByText(media.place(3, 3)).waitFor();
		await page.keyboard.press('ArrowRight');
		await page.keyboard.press('Home');
		await viewer.getByText(media.place(1, 3)).waitFor();
		await page.keyboard.press('End');
		await viewer.getByText(media.place(3, 3)).waitFor();
		await page.keyboard.press('Escape');
		await viewer.waitFor({ state: 'hidden' });
		expect(await second.evaluate((element) => element === document.activeElement)).toBe(true);
	});

	it('are leafed through by finger on a phone, and pushed away', async () => {
		const phone = await Visitor.arrive(browser, kith.address, PHONE);
		await phone.logIn('ana_example');
		// Pictures and all: a finger that is held up by a busy page is taken for a long press.
		await phone.page.goto('/', { waitUntil: 'networkidle' });
		await phone.page.getByRole('button', { name: media.open(1, 3) }).tap();
		const viewer = phone.page.getByRole('dialog', { name: media.viewer });
		await viewer.getByText(media.place(1, 3)).waitFor();
		await swipe(phone.page, [320, 420], [80, 430]);
		await viewer.getByText(media.place(2, 3)).waitFor();
		await swipe(phone.page, [80, 420], [320, 410]);
		await viewer.getByText(media.place(1, 3)).waitFor();
		await swipe(phone.page, [200, 300], [205, 560]);
		await viewer.waitFor({ state: 'hidden' });
		expect(phone.complaints()).toEqual([]);
		await phone.context.close();
	});

	it('leave the console silent', () => {
		expect(ana.complaints()).toEqual([]);
	});
});

/** The names of the pictures in the composer, as they stand. */
async function order(): Promise<string[]> {
	const all = await composer.getByRole('list', { name: posts.pictures }).locator('img').all();
	const names = await Promise.all(all.map((image) => image.getAttribute('alt')));
	return names.map((name) => /(\w+)\.png/.exec(name ?? '')?.[1] ?? '');
}

/** How wide the pictures of a post are, in pixels of the file. */
async function widths(images: Locator): Promise<number[]> {
	return images.evaluateAll((all) => all.map((image) => Number(image.getAttribute('width'))));
}

/** Drops or pastes files on `target`, as the desktop of the browser hands them over. */
async function hand(target: Locator, how: 'drop' | 'paste', ...files: PictureFile[]): Promise<void> {
	const plain = files.map(({ name, mimeType, buffer }) => ({ name, mimeType, bytes: [...buffer] }));
	await target.evaluate(
		(element, { how, plain }) => {
			const parcel = new DataTransfer();
			for (const { name, mimeType, bytes } of plain) {
				parcel.items.add(new File([new Uint8Array(bytes)], name, { type: mimeType }));
			}
			const common = { bubbles: true, cancelable: true };
			const event =
				how === 'paste'
					? new ClipboardEvent('paste', { ...common, clipboardData: parcel })
					: new DragEvent('drop', { ...common, dataTransfer: parcel });
			element.dispatchEvent(event);
		},
		{ how, plain },
	);
}

/** Moves one finger over the screen. */
async function swipe(
	on: Page,
	[fromX, fromY]: [number, number],
	[toX, toY]: [number, number],
): Promise<void> {
	const browserOf = await on.context().newCDPSession(on);
	const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: { x: number; y: number }[]) =>
		browserOf.send('Input.dispatchTouchEvent', { type, touchPoints: points });
	await touch('touchStart', [{ x: fromX, y: fromY }]);
	for (let part = 1; part <= 4; part += 1) {
		const x = fromX + ((toX - fromX) * part) / 4;
		const y = fromY + ((toY - fromY) * part) / 4;
		await touch('touchMove', [{ x, y }]);
	}
	await touch('touchEnd', []);
	await browserOf.detach();
}
