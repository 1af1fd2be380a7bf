import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { words as crop } from '../src/lib/words/pictures';
import { words } from '../src/lib/words/profiles';
import { startBrowser } from './browser';
import { Visitor } from './member';
import { png } from './pictures';
import { Kith } from './server';

let kith: Kith;
let browser: Browser;
let ana: Visitor;
let ben: Visitor;
let page: Page;

beforeAll(async () => {
	[kith, browser] = await Promise.all([Kith.start(), startBrowser()]);
	ana = await Visitor.arrive(browser, kith.address);
	ben = await Visitor.arrive(browser, kith.address);
	await ana.join('Ana');
	await ben.join('Ben');
	page = ana.page;
});

afterAll(async () => {
	await browser.close();
	await kith.stop();
});

/** Ana makes her profile hers, and Ben looks at what comes of it: each step goes on where the one before ended. */
describe('a profile', () => {
	it('is written where it is read', async () => {
		await page.goto('/@ana_example');
		await page.getByRole('button', { name: words.editProfile }).click();
		const editor = page.getByRole('dialog', { name: words.editProfile });
		await editor.getByLabel(words.bio).fill('Bakes before sunrise.');
		await editor.getByLabel(words.livesIn).fill('Leeds');
		await editor.getByLabel(words.job).fill('Baker');
		await editor.getByRole('button', { name: words.save, exact: true }).click();
		await editor.waitFor({ state: 'hidden' });
		await page.getByText('Bakes before sunrise.').waitFor();
		await page.getByText('Leeds').waitFor();
	});

	it('asks before what was typed is lost', async () => {
		await page.getByRole('button', { name: words.editProfile }).click();
		const editor = page.getByRole('dialog', { name: words.editProfile });
		await editor.getByLabel(words.bio).fill('Half a thought');
		await page.keyboard.press('Escape');
		const question = page.getByRole('alertdialog', { name: words.discardTitle });
		await question.getByRole('button', { name: words.discard }).click();
		await editor.waitFor({ state: 'hidden' });
		await page.getByText('Bakes before sunrise.').waitFor();
	});

	it('gets a face and a cover, cut as their owner likes', async () => {
		await choose(words.picture.avatar.change, png('me.png', 800, 500, [15, 97, 84]), async (dialog) => {
			await dialog.getByRole('application', { name: crop.stage }).press('ArrowLeft');
			await dialog.getByRole('button', { name: crop.zoomIn }).click();
			const zoom = dialog.getByRole('slider', { name: crop.zoom });
			await expect.poll(() => zoom.getAttribute('aria-valuetext')).toBe('120 %');
		});
		await page.getByText(words.picture.avatar.done).waitFor();
		await choose(words.picture.cover.change, png('hills.png', 1500, 700, [120, 150, 90]));
		await page.getByText(words.picture.cover.done).waitFor();
	});

	it('is seen by another browser as it is now', async () => {
		await ben.page.goto('/@ana_example');
		const face = ben.page.getByRole('img', { name: words.avatarOf('Ana Example') });
		await expect.poll(() => face.evaluate(ratio)).toBe(1);
		const cover = ben.page.getByRole('region', { name: words.profile }).locator('img[width="1920"]');
		await expect.poll(() => cover.evaluate(ratio)).toBe(3);
		await ben.page.getByText('Bakes before sunrise.').waitFor();
		await ben.page.getByText('Leeds').waitFor();
	});

	it('keeps a single detail to its owner', async () => {
		await page.goto('/settings/privacy');
		const { location } = words.fields;
		const { everyone, only_me: onlyMe } = words.audiences;
		await page.getByRole('button', { name: words.whoSeesField(location, everyone.label) }).click();
		await page.getByRole('menuitemradio', { name: onlyMe.label }).click();
		await page.getByRole('button', { name: words.whoSeesField(location, onlyMe.label) }).waitFor();
		await page.getByText(words.savedFieldAudience(location, onlyMe.sees)).first().waitFor();

		await ben.page.reload();
		await ben.page.getByText('Baker').first().waitFor();
		expect(await ben.page.getByText('Leeds').count()).toBe(0);
		await page.goto('/@ana_example');
		await page.getByText('Leeds').waitFor();
	});

	it('closes and opens again, after saying what that means', async () => {
		await page.goto('/settings/privacy');
		await answer(words.goPrivateTitle, words.goPrivate, words.savedPrivate);
		await ben.page.reload();
		await ben.page.getByText(words.restrictedTitle('Ana')).waitFor();
		expect(await ben.page.getByText('Baker').count()).toBe(0);
		await page.goto('/@ana_example');
		await page.getByText('Baker').first().waitFor();

		await page.goto('/settings/privacy');
		await answer(words.goPublicTitle, words.goPublic, words.savedPublic);
		await ben.page.reload();
		await ben.page.getByText('Baker').first().waitFor();
	});

	it('leaves both consoles silent', () => {
		expect([...ana.complaints(), ...ben.complaints()]).toEqual([]);
	});
});

/** Chooses a picture by the button of that name, cuts it in the dialog and uses it. */
async function choose(
	button: string,
	file: ReturnType<typeof png>,
	cut?: (dialog: ReturnType<Page['getByRole']>) => Promise<void>,
): Promise<void> {
	const [chooser] = await Promise.all([
		page.waitForEvent('filechooser'),
		page.getByRole('button', { name: button }).click(),
	]);
	await chooser.setFiles(file);
	const dialog = page.getByRole('dialog', { name: crop.cropTitle });
	await dialog.getByRole('application', { name: crop.stage }).waitFor();
	await cut?.(dialog);
	await dialog.getByRole('button', { name: crop.use }).click();
	await dialog.waitFor({ state: 'hidden' });
}

/** Turns the switch of the private profile and answers the question it asks. */
async function answer(question: string, yes: string, said: string): Promise<void> {
	await page.getByRole('switch', { name: words.privateProfile }).click();
	const dialog = page.getByRole('alertdialog', { name: question });
	await dialog.getByRole('button', { name: yes }).click();
	await dialog.waitFor({ state: 'hidden' });
	await page.getByText(said).first().waitFor();
}

/** Width by height of a picture once it is there, 0 before. */
function ratio(element: Element): number {
	const { naturalWidth, naturalHeight } = element as HTMLImageElement;
	return naturalHeight === 0 ? 0 : naturalWidth / naturalHeight;
}
