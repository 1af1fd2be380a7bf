import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { words as login } from '../src/lib/words/accounts';
import { words as writing } from '../src/lib/words/composer';
import { words as posts } from '../src/lib/words/posts';
import { words as registration, rules } from '../src/lib/words/registration';
import { startBrowser } from './browser';
import { PASSWORD, Visitor } from './member';
import { hugePng, png, svg } from './pictures';
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

it('a wrong password is refused in the same words as an unknown address', async () => {
	const { page } = await Visitor.arrive(browser, kith.address);
	const said: string[] = [];
	for (const name of ['ana@example.org', 'nobody@example.org']) {
		await page.goto('/login');
		await page.getByLabel(login.login).fill(name);
		await page.getByLabel(login.password, { exact: true }).fill('not the password');
		await page.getByRole('button', { name: login.logIn }).click();
		const alert = page.getByRole('alert').filter({ hasText: /\S/ }).first();
		await alert.waitFor();
		said.push((await alert.innerText()).trim());
		expect(await page.getByLabel(login.login).inputValue()).toBe(name);
	}
	expect(said[0]).toBe(said[1]);
});

it('registering says what is missing beside each field, and that an address is taken', async () => {
	const { page } = await Visitor.arrive(browser, kith.address);
	await page.goto('/register');
	await page.getByRole('button', { name: registration.submit }).click();
	for (const complaint of [
		rules.firstNameMissing,
		rules.emailMissing,
		rules.birthMissing,
		rules.genderMissing,
	]) {
		await page.getByText(complaint).waitFor();
	}
	await page.getByLabel(registration.firstName).fill('Another');
	await page.getByLabel(registration.lastName).fill('Ana');
	await page.getByLabel(registration.email, { exact: true }).fill('ANA@example.org');
	await page.getByLabel(registration.password, { exact: true }).fill(PASSWORD);
	await page.getByLabel(registration.birth).fill('1990-04-01');
	await page.getByLabel(registration.gender).selectOption('other');
	await page.getByRole('button', { name: registration.submit }).click();
	await page.getByRole('link', { name: registration.logInInstead }).click();
	await page.waitForURL('/login');
	expect(await page.getByLabel(login.login).inputValue()).toBe('ANA@example.org');
});

it('a picture that is too large, or none at all, is refused with the reason and can be taken out', async () => {
	await ana.page.goto('/');
	await ana.page.getByText(posts.prompt('Ana')).click();
	const composer = ana.page.getByRole('dialog', { name: posts.newPost });
	await composer.getByLabel(writing.text).fill('Only the good one stays');
	await composer
		.locator('input[type=file]')
		.setInputFiles([hugePng('huge.png'), png('good.png', 40, 30, [9, 99, 9])]);
	await composer
		.getByText(/pixels/i)
		.first()
		.waitFor();
	await composer.getByRole('button', { name: writing.removePicture(1, 'picture') }).click();
	await composer.locator('input[type=file]').setInputFiles(svg('drawing.svg'));
	await composer.getByText(/is neither a picture \(JPEG, PNG, GIF, WebP\) nor a video/).waitFor();
	await composer.getByRole('button', { name: writing.removePicture(2, 'picture') }).click();
	await composer.getByRole('button', { name: writing.publish, exact: true }).click();
	const card = ana.page.getByRole('article').filter({ hasText: 'Only the good one stays' });
	await card.waitFor();
	expect(await card.locator('img[src*="/api/v1/media/"]').count()).toBe(1);
	expect(ana.complaints(/4(13|15|22)/)).toEqual([]);
});

it('a drawing with a script is refused by the server too', async () => {
	const answer = await ana.context.request.post('/api/v1/media', {
		multipart: { file: svg('drawing.svg') },
	});
	expect(answer.status()).toBe(415);
});
