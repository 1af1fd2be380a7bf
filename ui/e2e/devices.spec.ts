import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { devices as words } from '../src/lib/words/settings';
import { words as shell } from '../src/lib/words/shell';
import { PHONE, startBrowser } from './browser';
import { Visitor } from './member';
import { Kith } from './server';

let kith: Kith;
let browser: Browser;

beforeAll(async () => {
	[kith, browser] = await Promise.all([Kith.start(), startBrowser()]);
});

afterAll(async () => {
	await browser.close();
	await kith.stop();
});

it('one browser logs another one out, and stays itself', async () => {
	const desk = await Visitor.arrive(browser, kith.address);
	const phone = await Visitor.arrive(browser, kith.address, PHONE);
	await desk.join('Ana');
	await phone.logIn('ana_example');
	await phone.page.goto('/settings');

	await desk.page.goto('/settings/sessions');
	await desk.page.getByText(words.current, { exact: true }).waitFor();
	await desk.page
		.getByRole('main')
		.getByRole('button', { name: words.logOutOf(words.on('Chrome', 'Linux')) })
		.click();
	const question = desk.page.getByRole('alertdialog');
	await question.getByText(words.endBody).waitFor();
	await question.getByRole('button', { name: words.logOut, exact: true }).click();
	await desk.page.getByText(words.onlyThis).waitFor();

	await phone.page.getByRole('link', { name: shell.home, exact: true }).tap();
	await phone.page.waitForURL(/\/login/);
	await phone.page.getByText(shell.sessionEnded).waitFor();
	await desk.page.reload();
	await desk.page.getByText(words.onlyThis).waitFor();

	expect(desk.complaints()).toEqual([]);
	expect(phone.complaints(/401/)).toEqual([]);
});
