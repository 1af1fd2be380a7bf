import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { words as login } from '../src/lib/words/accounts';
import { forgot, reset, verify } from '../src/lib/words/links';
import { words as shell } from '../src/lib/words/shell';
import { barriers, startBrowser } from './browser';
import { PASSWORD, Visitor } from './member';
import { Kith } from './server';

const ANOTHER = 'copper meadow violin 42';

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

/** The path of the link in the newest mail to Ana that leads to `page`. The mail names the configured address. */
async function mailedPath(page: string): Promise<string> {
	const mail = await kith.mail('ana@example.org', `/${page}#token=`);
	const path = new RegExp(`/${page}#token=[\\w-]+`).exec(mail)?.[0];
	if (path === undefined) throw new Error('the mail holds no link');
	return path;
}

it('the mailed link confirms the address', async () => {
	await ana.page.goto(await mailedPath('verify'));
	await ana.page.getByText(verify.doneTitle).waitFor();
	expect(ana.page.url()).not.toContain('token');
});

it('somebody who is logged in can log out on the pages of mailed links', async () => {
	const visitor = await Visitor.arrive(browser, kith.address);
	const { page } = visitor;
	const logOut = page.getByRole('button', { name: shell.logOut });
	await page.goto('/verify');
	await page.getByText(verify.missingTitle).waitFor();
	expect(await logOut.count()).toBe(0);

	for (const path of ['/verify', '/reset']) {
		await visitor.logIn('ana@example.org');
		await page.goto('/');
		await page.goto(path);
		await logOut.waitFor();
		expect(await barriers(page), path).toEqual([]);
		await logOut.click();
		await page.waitForURL(/\/login/);
		await page.getByText(shell.loggedOut).waitFor();
	}
	expect((await visitor.context.request.get('/api/v1/auth/session')).status()).toBe(401);
	expect(visitor.complaints()).toEqual([]);
});

it('a forgotten password is set anew by a mailed link, once', async () => {
	const visitor = await Visitor.arrive(browser, kith.address);
	const { page } = visitor;
	await page.goto('/forgot');
	await page.getByLabel(forgot.email).fill('ana@example.org');
	await page.getByRole('button', { name: forgot.submit }).click();
	await page.getByText(forgot.sentTitle).waitFor();

	const path = await mailedPath('reset');
	await page.goto(path);
	await page.getByLabel(reset.password, { exact: true }).fill(ANOTHER);
	await page.getByRole('button', { name: reset.submit }).click();
	await page.waitForURL(/\/login/);
	await page.getByLabel(login.login).fill('ana@example.org');
	await page.getByLabel(login.password, { exact: true }).fill(ANOTHER);
	await page.getByRole('button', { name: login.logIn }).click();
	await page.waitForURL('/');

	await page.goto(path);
	await page.getByLabel(reset.password, { exact: true }).fill('yet another lantern 77');
	await page.getByRole('button', { name: reset.submit }).click();
	await page.getByText(reset.goneTitle).waitFor();
});

it('whoever was logged in with the old password is not any more', async () => {
	const answer = await ana.context.request.get('/api/v1/auth/session');
	expect(answer.status()).toBe(401);
	const old = await ana.context.request.post('/api/v1/auth/login', {
		data: { login: 'ana@example.org', password: PASSWORD },
	});
	expect(old.status()).toBe(401);
});
