import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { words as login } from '../src/lib/words/accounts';
import { words as pictures } from '../src/lib/words/pictures';
import { words as writing } from '../src/lib/words/composer';
import { words as posts } from '../src/lib/words/posts';
import { words as registration } from '../src/lib/words/registration';
import { words as shell } from '../src/lib/words/shell';
import { startBrowser } from './browser';
import { PASSWORD, Visitor } from './member';
import { png } from './pictures';
import { Kith } from './server';

let kith: Kith;
let browser: Browser;
let maren: Visitor;
let page: Page;

beforeAll(async () => {
	[kith, browser] = await Promise.all([Kith.start(), startBrowser()]);
	maren = await Visitor.arrive(browser, kith.address);
	page = maren.page;
});

afterAll(async () => {
	await browser.close();
	await kith.stop();
});

/** One person's first day, in order: each step goes on where the one before ended. */
describe('the first day', () => {
	it('begins with registering, with a picture', async () => {
		await page.goto('/register');
		await page.getByLabel(registration.firstName).fill('Maren');
		await page.getByLabel(registration.lastName).fill('Oyelaran');
		await page.getByLabel(registration.email, { exact: true }).fill('maren@example.org');
		await page.getByLabel(registration.password, { exact: true }).fill(PASSWORD);
		await page.getByLabel(registration.birth).fill('1990-04-01');
		await page.getByLabel(registration.gender).selectOption('female');
		await page.locator('input[type=file]').setInputFiles(png('me.png', 640, 480, [15, 97, 84]));
		await page.getByRole('button', { name: pictures.use }).click();
		await page.getByRole('button', { name: registration.submit }).click();

		await page.waitForURL('/');
		await page
			.getByRole('button', { name: posts.writePost })
			.or(page.getByText(posts.prompt('Maren')))
			.first()
			.waitFor();
		const avatar = page.locator('img[src*="/api/v1/media/"]').first();
		await avatar.waitFor();
	});

	it('goes on with a post with two pictures', async () => {
		await page.getByText(posts.prompt('Maren')).click();
		const composer = page.getByRole('dialog', { name: posts.newPost });
		await composer.getByLabel(writing.text).fill('First frost on the beds this morning.');
		await composer
			.locator('input[type=file]')
			.setInputFiles([
				png('frost.png', 900, 600, [150, 190, 210]),
				png('kale.png', 600, 900, [90, 140, 80]),
			]);
		await composer.getByRole('button', { name: writing.removePicture(2, 'picture') }).waitFor();
		await composer.getByRole('button', { name: writing.publish, exact: true }).click();

		const card = page.getByRole('article').filter({ hasText: 'First frost' });
		await card.waitFor();
		await expect
			.poll(() => card.locator('img[srcset], img[src*="/medium"], img[src*="/small"]').count())
			.toBe(2);
	});

	it('changes what it says', async () => {
		await openMenu('First frost');
		await page.getByRole('menuitem', { name: posts.edit, exact: true }).click();
		const composer = page.getByRole('dialog', { name: writing.editPost });
		await composer.getByLabel(writing.text).fill('First frost on the beds, but the kale does not care.');
		await composer.getByRole('button', { name: posts.save, exact: true }).click();
		await composer.waitFor({ state: 'hidden' });
		const card = page.getByRole('article').filter({ hasText: 'the kale does not care' });
		await card.getByText(posts.edited).waitFor();
	});

	it('deletes it and takes that back', async () => {
		await openMenu('the kale does not care');
		await page.getByRole('menuitem', { name: posts.delete }).click();
		await page.getByText(posts.deleted).waitFor();
		await expect.poll(() => page.getByRole('article').filter({ hasText: 'the kale' }).count()).toBe(0);
		await page.getByRole('button', { name: 'Undo' }).click();
		await page.getByRole('article').filter({ hasText: 'the kale does not care' }).waitFor();
		await page.reload();
		await page.getByRole('article').filter({ hasText: 'the kale does not care' }).waitFor();
	});

	it('ends with logging out, and the next begins with logging in', async () => {
		await page.getByRole('button', { name: shell.yourAccount }).click();
		await page.getByRole('button', { name: shell.logOut }).click();
		await page.waitForURL('/login');
		await page.goto('/');
		await page.waitForURL(/\/login/);

		await page.getByLabel(login.login).fill('maren@example.org');
		await page.getByLabel(login.password, { exact: true }).fill(PASSWORD);
		await page.getByRole('button', { name: login.logIn }).click();
		await page.getByRole('article').filter({ hasText: 'the kale does not care' }).waitFor();
	});

	it('survives a crash of the server', async () => {
		await kith.crashAndRestart();
		await page.reload();
		const card = page.getByRole('article').filter({ hasText: 'the kale does not care' });
		await card.locator('img[src*="/api/v1/media/"]').first().waitFor();
	});

	it('leaves the console silent, but for the crash', () => {
		expect(maren.complaints(/ERR_CONNECTION_REFUSED/)).toEqual([]);
	});
});

async function openMenu(text: string): Promise<void> {
	const card = page.getByRole('article').filter({ hasText: text });
	await card.getByRole('button', { name: posts.more('Maren Oyelaran') }).click();
}
