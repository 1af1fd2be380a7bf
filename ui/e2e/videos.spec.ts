import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Locator, Page } from 'playwright-core';
import { words as media } from '../src/lib/words/media';
import { words as writing } from '../src/lib/words/composer';
import { words as posts } from '../src/lib/words/posts';
import { words as profiles } from '../src/lib/words/profiles';
import { words as uploads } from '../src/lib/words/uploads';
import { startBrowser } from './browser';
import { Visitor } from './member';
import { png, type PictureFile } from './pictures';
import { Kith } from './server';
import { film } from './videos';

let browser: Browser;

beforeAll(async () => {
	browser = await startBrowser();
});

afterAll(() => browser.close());

/** Opens the composer and picks files in it. */
async function pick(page: Page, ...files: PictureFile[]): Promise<Locator> {
	await page.goto('/');
	await page
		.getByRole('button', { name: posts.postPicture })
		.or(page.getByText(posts.prompt('Ana')))
		.first()
		.click();
	const composer = page.getByRole('dialog', { name: posts.newPost });
	await composer.waitFor();
	await composer.locator('input[type=file]').setInputFiles(files);
	return composer;
}

/** A film goes into a post, is prepared, is watched, and is found again: each step goes on where the one before ended. */
describe('a video', () => {
	let kith: Kith;
	let ana: Visitor;
	let page: Page;
	let card: Locator;

	beforeAll(async () => {
		kith = await Kith.start({ KITH_MEDIA__MAX_VIDEO_LENGTH: '8s' });
		ana = await Visitor.arrive(browser, kith.address);
		await ana.join('Ana');
		page = ana.page;
	});

	afterAll(() => kith.stop());

	it('is seen in the composer before it is sent, and its upload can be cancelled', async () => {
		let release: (() => void) | undefined;
		const held = new Promise<void>((resolve) => (release = resolve));
		await page.route('**/api/v1/media', async (route) => {
			await held;
			await route.continue().catch(() => undefined);
		});
		const composer = await pick(page, film('garden.webm', 6));
		const preview = composer.locator('video');
		await expect.poll(() => preview.evaluate((video: HTMLVideoElement) => video.videoWidth)).toBe(640);
		await composer.getByRole('progressbar', { name: writing.uploading(1, 'video') }).waitFor();
		await composer.getByRole('button', { name: writing.cancelUpload(1, 'video') }).click();
		await expect.poll(() => preview.count()).toBe(0);
		release?.();
		await page.unroute('**/api/v1/media');
	});

	it('is refused with a reason when it is too long', async () => {
		const composer = page.getByRole('dialog', { name: posts.newPost });
		await composer.locator('input[type=file]').setInputFiles([film('opera.webm', 10, '160x90')]);
		await composer.getByText(media.tooLong('opera.webm', media.length(8))).waitFor();
		await composer.getByRole('button', { name: writing.removePicture(1, 'video') }).click();
	});

	it('is posted, and everybody who sees the post sees how far it is', async () => {
		const composer = page.getByRole('dialog', { name: posts.newPost });
		await composer.locator('input[type=file]').setInputFiles([film('garden.webm', 6)]);
		await composer.getByLabel(writing.text).fill('Our garden');
		await composer.getByRole('button', { name: writing.removePicture(1, 'video') }).waitFor();
		await composer.getByRole('button', { name: writing.publish, exact: true }).click();
		card = page.getByRole('article').filter({ hasText: 'Our garden' });
		await card.waitFor();
		const before = await card.boundingBox();
		await card.getByRole('button', { name: media.playVideo(media.video(1, 1)) }).waitFor();
		expect((await card.boundingBox())?.height).toBe(before?.height);
		await card.getByText('0:06').waitFor();
	});

	it('plays in the card, by keyboard, and the file comes in parts', async () => {
		const parts: number[] = [];
		page.on('response', (response) => {
			if (response.url().endsWith('/video')) parts.push(response.status());
		});
		await card.getByRole('button', { name: media.playVideo(media.video(1, 1)) }).focus();
		await page.keyboard.press('Enter');
		const player = card.locator('video');
		await expect
			.poll(() => player.evaluate((video: HTMLVideoElement) => video.currentTime))
			.toBeGreaterThan(0.2);
		expect(
			await player.evaluate((video: HTMLVideoElement) => [video.videoWidth, video.controls]),
		).toEqual([640, true]);
		expect(parts[0]).toBe(206);
		expect(await player.evaluate((video) => video === document.activeElement)).toBe(true);
	});

	it('stops when another begins, and when it is scrolled away', async () => {
		const composer = await pick(page, film('pond.webm', 6, '320x180'));
		await composer.getByLabel(writing.text).fill('Our pond');
		await composer.getByRole('button', { name: writing.removePicture(1, 'video') }).waitFor();
		await composer.getByRole('button', { name: writing.publish, exact: true }).click();
		const pond = page.getByRole('article').filter({ hasText: 'Our pond' });
		await pond.getByRole('button', { name: media.playVideo(media.video(1, 1)) }).click();
		const [first, second] = [pond.locator('video'), card.locator('video')];
		const paused = (video: Locator) => video.evaluate((element: HTMLVideoElement) => element.paused);
		await expect.poll(() => paused(first)).toBe(false);
		await card.getByRole('button', { name: media.playVideo(media.video(1, 1)) }).click();
		await expect.poll(() => paused(second)).toBe(false);
		await expect.poll(() => paused(first)).toBe(true);
		await page.goto('/@ana_example');
		await expect.poll(() => page.locator('video').count()).toBe(0);
	});

	it('stands among the photos with its length, and plays in the viewer', async () => {
		await page.goto('/@ana_example/photos');
		const tiles = page.getByRole('region', { name: profiles.photos }).getByRole('listitem');
		await expect.poll(() => tiles.count()).toBe(2);
		await page.getByText('▶ 0:06').first().waitFor();
		await tiles.first().getByRole('button').click();
		const viewer = page.getByRole('dialog', { name: media.viewer });
		await viewer.getByRole('button', { name: media.playVideo(media.video(1, 2)) }).click();
		await expect
			.poll(() => viewer.locator('video').evaluate((video: HTMLVideoElement) => video.paused))
			.toBe(false);
		await page.keyboard.press('Escape');
		await viewer.waitFor({ state: 'hidden' });
	});

	it('is among the uploads, and what is used nowhere can be removed there', async () => {
		const form = { file: png('spare.png', 64, 48, [20, 120, 80]) };
		const sent = await ana.context.request.post('/api/v1/media', {
			multipart: form,
			headers: { origin: kith.address },
		});
		expect(sent.status()).toBe(201);
		await page.goto('/settings/uploads');
		const list = page.getByRole('list', { name: uploads.list });
		await expect.poll(() => list.getByRole('listitem').count()).toBe(3);
		await page.getByText(/3 uploads, /).waitFor();
		const spare = list.getByRole('listitem').filter({ hasText: uploads.unused });
		await spare.getByRole('button').click();
		await page.getByText(/2 uploads, /).waitFor();
		await list.getByRole('link', { name: uploads.usedIn.post }).first().click();
		await page.waitForURL(/\/posts\/\d+/);
	});

	it('leaves the console silent', () => {
		expect(ana.complaints()).toEqual([]);
	});
});

describe('where videos cannot be worked on', () => {
	it('the composer says so before anything is sent', async () => {
		const kith = await Kith.start({ KITH_MEDIA__FFMPEG: '/nowhere/ffmpeg' });
		const ana = await Visitor.arrive(browser, kith.address);
		await ana.join('Ana');
		const composer = await pick(ana.page, film('garden.webm', 1, '160x90'));
		await composer.getByText(media.noVideos).waitFor();
		expect(ana.complaints()).toEqual([]);
		await kith.stop();
	});
});
