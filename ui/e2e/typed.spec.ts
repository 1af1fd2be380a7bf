import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { words as accounts } from '../src/lib/words/accounts';
import { words as writing } from '../src/lib/words/composer';
import { words as posts } from '../src/lib/words/posts';
import { words as profiles } from '../src/lib/words/profiles';
import { words as registration } from '../src/lib/words/registration';
import { words as shell } from '../src/lib/words/shell';
import { startBrowser } from './browser';
import { PASSWORD, Visitor } from './member';
import { Kith } from './server';

let kith: Kith;
let browser: Browser;
let ana: Visitor;

beforeAll(async () => {
	[kith, browser] = await Promise.all([Kith.start(), startBrowser()]);
	ana = await Visitor.arrive(browser, kith.address);
	await ana.join('Ana');
});

afterAll(async () => {
	await browser.close();
	await kith.stop();
});

/** Ends the session behind the back of the page. */
async function endSession(): Promise<void> {
	expect((await ana.context.request.post('/api/v1/auth/logout')).ok()).toBe(true);
}

/** Logs in by the form that the page has been sent to. */
async function logInAgain(page: Page): Promise<void> {
	await page.waitForURL(/\/login/);
	await page.getByText(shell.sessionEnded).waitFor();
	await page.getByLabel(accounts.login).fill('ana_example');
	await page.getByLabel(accounts.password, { exact: true }).fill(PASSWORD);
	await page.getByRole('button', { name: accounts.logIn }).click();
}

it('what is typed about oneself is there after the session has ended', async () => {
	const { page } = ana;
	await page.goto('/settings/profile');
	await page.getByLabel(profiles.bio).fill('Row 15, by the wall.');
	await endSession();
	await page.getByRole('button', { name: profiles.save, exact: true }).click();
	await logInAgain(page);
	await page.waitForURL('**/settings/profile');
	await page.getByText(profiles.resumed).waitFor();
	expect(await page.getByLabel(profiles.bio).inputValue()).toBe('Row 15, by the wall.');
	await page.getByRole('button', { name: profiles.save, exact: true }).click();
	await page.getByText(profiles.nothingToSave).waitFor();
	await page.getByText(profiles.resumed).waitFor({ state: 'detached' });
	await page.reload();
	await page.getByText(profiles.nothingToSave).waitFor();
	expect(await page.getByText(profiles.resumed).count()).toBe(0);
});

it('so is a post that was not sent yet', async () => {
	const { page } = ana;
	await page.goto('/');
	await page.getByText(posts.prompt('Ana')).click();
	const composer = page.getByRole('dialog', { name: posts.newPost });
	await composer.getByLabel(writing.text).fill('The kettle is on.');
	await endSession();
	await composer.getByRole('button', { name: writing.publish, exact: true }).click();
	await logInAgain(page);
	await page.getByText(posts.draftWaits).click();
	expect(await composer.getByLabel(writing.text).inputValue()).toBe('The kettle is on.');
	await composer.getByRole('button', { name: writing.publish, exact: true }).click();
	await page.getByRole('article').filter({ hasText: 'The kettle is on.' }).waitFor();
});

it('and what a post was to say instead', async () => {
	const { page } = ana;
	const post = page.getByRole('article').filter({ hasText: 'The kettle is on.' });
	const edit = async () => {
		await post.getByRole('button', { name: posts.more('Ana Example') }).click();
		await page.getByRole('menuitem', { name: posts.edit, exact: true }).click();
	};
	await edit();
	const editor = page.getByRole('dialog', { name: writing.editPost });
	await editor.getByLabel(writing.text).fill('The kettle is off.');
	await endSession();
	await editor.getByRole('button', { name: posts.save, exact: true }).click();
	await logInAgain(page);
	await post.waitFor();
	await edit();
	expect(await editor.getByLabel(writing.text).inputValue()).toBe('The kettle is off.');
	await editor.getByRole('button', { name: posts.save, exact: true }).click();
	await page.getByRole('article').filter({ hasText: 'The kettle is off.' }).waitFor();
	expect(ana.complaints(/401/)).toEqual([]);
});

it('who registers finds what they typed when they come back, but for the password', async () => {
	const guest = await Visitor.arrive(browser, kith.address);
	const { page } = guest;
	await page.goto('/register');
	await page.getByLabel(registration.firstName).fill('Cem');
	await page.getByLabel(registration.password, { exact: true }).fill(PASSWORD);
	await page.getByRole('link', { name: registration.logIn }).first().click();
	await page.waitForURL('**/login');
	await page.goBack();
	await expect.poll(() => page.getByLabel(registration.firstName).inputValue()).toBe('Cem');
	expect(await page.getByLabel(registration.password, { exact: true }).inputValue()).toBe('');
	const kept = await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }));
	expect(kept).toContain('Cem');
	expect(kept).not.toContain(PASSWORD);
	expect(guest.complaints()).toEqual([]);
});
