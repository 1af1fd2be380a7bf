import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { words as writing } from '../src/lib/words/composer';
import { words as posts } from '../src/lib/words/posts';
import { words as profiles } from '../src/lib/words/profiles';
import { rules } from '../src/lib/words/registration';
import { words as acts } from '../src/lib/words/relation-acts';
import { words } from '../src/lib/words/relations';
import { words as shell } from '../src/lib/words/shell';
import { email } from '../src/lib/words/settings';
import { words as ui } from '../src/lib/words/ui';
import { startBrowser } from './browser';
import { block, follow, join, publish, type Member } from './circle';
import { Kith } from './server';

let kith: Kith;
let browser: Browser;
let ana: Member;
let ben: Member;
let cem: Member;

beforeAll(async () => {
	[kith, browser] = await Promise.all([Kith.start(), startBrowser()]);
	ana = await join(browser, kith.address, 'Ana');
	ben = await join(browser, kith.address, 'Ben');
	cem = await join(browser, kith.address, 'Cem');
});

afterAll(async () => {
	await browser.close();
	await kith.stop();
});

const button = (page: Page, says: string, name: string) =>
	page.getByRole('button', { name: words.about(says, `${name} Example`), exact: true });

const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim());

/** Opens the composer where one is, by key. */
async function compose(page: Page, text: string): Promise<void> {
	await page.getByRole('button', { name: posts.prompt('Ana') }).press('Enter');
	await page.getByRole('dialog', { name: posts.newPost }).getByLabel(writing.text).fill(text);
}

describe('a double click', () => {
	it('follows, and does not open what stands there then', async () => {
		const { page } = ana;
		await page.goto('/@ben_example');
		await button(page, words.follow, 'Ben').dblclick();
		await button(page, words.following, 'Ben').waitFor();
		expect(await page.getByRole('menuitem').count()).toBe(0);
		await button(page, words.following, 'Ben').click();
		await page.getByRole('menuitem', { name: words.menu.unfollow }).waitFor();
		await page.keyboard.press('Escape');
	});
});

describe('a wrong address', () => {
	it('does not move the button away that is pressed: one press shows all that is wrong', async () => {
		const { page } = ana;
		await page.goto('/settings/account');
		await page.getByLabel(email.newEmail).fill('nonsense');
		await page.getByRole('button', { name: email.submit }).click();
		await page.getByText(rules.emailMalformed).waitFor();
		await page.getByText(email.passwordMissing).waitFor();
		await expect
			.poll(() => page.evaluate(() => document.activeElement?.getAttribute('name')))
			.toBe('new_email');
	});
});

describe('without a network', () => {
	it('what was not loaded yet says so, and opens when it is back', async () => {
		const { page } = ana;
		await page.goto('/@ana_example');
		const edit = page.getByRole('button', { name: profiles.editProfile });
		await edit.waitFor();
		const parts = '**/_app/immutable/**';
		await page.route(parts, (route) => route.abort());
		await edit.click();
		await page.getByText(ui.notOpened).waitFor();
		await page.unroute(parts);
		await page.getByRole('button', { name: ui.reload }).click();
		await edit.click();
		await page.getByRole('dialog', { name: profiles.editProfile }).waitFor();
		expect(ana.complaints(/ERR_FAILED/)).toEqual([]);
	});
});

describe('coming back', () => {
	it('to a profile shows what was posted elsewhere meanwhile', async () => {
		const { page } = ana;
		await publish(ana, 'The first of the day', 'public');
		await page.goto('/@ana_example');
		await page.getByText('The first of the day').waitFor();
		await page.getByRole('link', { name: shell.home, exact: true }).click();
		await compose(page, 'The second of the day');
		await page.keyboard.press('Control+Enter');
		await page.getByRole('article').filter({ hasText: 'The second of the day' }).waitFor();
		await page.getByRole('link', { name: shell.profile, exact: true }).click();
		await page.waitForURL('**/@ana_example');
		await page.getByRole('article').filter({ hasText: 'The second of the day' }).waitFor();
		expect(ana.complaints(/ERR_FAILED/)).toEqual([]);
	});

	it('from a draft that was thrown away is to where it was begun', async () => {
		const { page } = ana;
		await page.goto('/');
		await compose(page, 'Never mind');
		await page.keyboard.press('Escape');
		const question = page.getByRole('alertdialog', { name: writing.keepTitle });
		await question.getByRole('button', { name: writing.discard }).press('Enter');
		await question.waitFor({ state: 'detached' });
		await expect.poll(() => focused(page)).toBe(posts.prompt('Ana'));
	});
});

describe('someone who is gone meanwhile', () => {
	it('is said to be, and the page agrees', async () => {
		const { page } = ana;
		await page.goto('/@cem_example');
		await button(page, words.follow, 'Cem').waitFor();
		await block(cem, ana);
		await button(page, words.follow, 'Cem').click();
		await page.getByText(/^Cem is no longer here/).waitFor();
		await page.getByRole('heading', { name: shell.notFoundTitle }).waitFor();
		expect(ana.complaints(/404|ERR_FAILED/)).toEqual([]);
	});
});

describe('home', () => {
	it('loses the posts of who is muted at once, and gets them back with that', async () => {
		await publish(ben, 'Ben was here', 'followers');
		await follow(ana, ben);
		const { page } = ana;
		await page.goto('/');
		const post = page.getByRole('article').filter({ hasText: 'Ben was here' });
		await post.getByRole('link', { name: 'Ben Example' }).hover();
		const card = page.getByRole('dialog', { name: words.cardOf('Ben Example') });
		await card.getByRole('button', { name: words.more('Ben Example') }).click();
		await page.getByRole('menuitem', { name: words.menu.mute }).click();
		await post.waitFor({ state: 'detached' });
		await page.getByText(acts.done['mute']?.('Ben Example') ?? '').waitFor();
		await page.getByRole('button', { name: ui.undo }).click();
		await post.waitFor();
	});

	it('loses the posts of who is unfollowed at once', async () => {
		const { page } = ana;
		const post = page.getByRole('article').filter({ hasText: 'Ben was here' });
		await page.mouse.move(0, 0);
		const card = page.getByRole('dialog', { name: words.cardOf('Ben Example') });
		await card.waitFor({ state: 'detached' });
		await post.getByRole('link', { name: 'Ben Example' }).hover();
		await card
			.getByRole('button', { name: words.about(words.following, 'Ben Example'), exact: true })
			.click();
		await page.getByRole('menuitem', { name: words.menu.unfollow }).click();
		await page
			.getByRole('alertdialog')
			.getByRole('button', { name: words.confirm.unfollow.act, exact: true })
			.click();
		await post.waitFor({ state: 'detached' });
	});
});
