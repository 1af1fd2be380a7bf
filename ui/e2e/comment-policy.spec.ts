import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { words } from '../src/lib/words/comments';
import { words as who } from '../src/lib/words/audience';
import { words as writing } from '../src/lib/words/composer';
import { words as posts } from '../src/lib/words/posts';
import { answered, barriers, startBrowser } from './browser';
import { befriend, follow, join, type Member } from './circle';
import { Kith } from './server';

let kith: Kith;
let browser: Browser;
let ana: Member;
let fay: Member;
let fred: Member;
let sam: Member;
let mia: Member;

beforeAll(async () => {
	[kith, browser] = await Promise.all([Kith.start(), startBrowser()]);
	ana = await join(browser, kith.address, 'Ana');
	fay = await join(browser, kith.address, 'Fay');
	fred = await join(browser, kith.address, 'Fred');
	sam = await join(browser, kith.address, 'Sam');
	mia = await join(browser, kith.address, 'Mia');
	await follow(fay, ana);
	await befriend(fred, ana);
});

afterAll(async () => {
	await browser.close();
	await kith.stop();
});

type Policy = keyof typeof who.policies;

/** Publishes through the composer with this choice, and gives the address of the post. */
async function publish(page: Page, content: string, policy: Policy): Promise<string> {
	await page.goto('/');
	await page.getByRole('region', { name: posts.writePost }).getByRole('button').first().click();
	const dialog = page.getByRole('dialog', { name: posts.newPost });
	await dialog.getByLabel(writing.text).fill(content);
	if (policy !== 'everyone') {
		await dialog.getByRole('button', { name: who.policies.everyone.short }).click();
		await page.getByRole('menuitemradio', { name: new RegExp(`^${who.policies[policy].label}`) }).click();
		await dialog.getByRole('button', { name: who.policies[policy].short }).waitFor();
	}
	await dialog.getByRole('button', { name: writing.publish, exact: true }).click();
	const article = page.getByRole('article').filter({ hasText: content });
	await article.waitFor();
	const id = await article.getAttribute('data-post');
	return `/posts/${id}`;
}

/** Whether the page offers a place to write, or says who may. */
async function offers({ page }: Member, address: string, policy: Policy): Promise<boolean> {
	await page.goto(address);
	await page.getByRole('heading', { name: words.comments }).waitFor();
	const place = page.getByRole('textbox', { name: words.write });
	const closed = page.getByText(words.closed[policy]('Ana Example'));
	await place.or(closed).first().waitFor();
	return (await place.count()) > 0;
}

it('each choice lets in whom it names, and tells the others', async () => {
	const expected: Record<Policy, [boolean, boolean, boolean, boolean, boolean]> = {
		everyone: [true, true, true, true, true],
		followers: [false, true, true, false, true],
		friends: [false, false, true, false, true],
		mentioned: [false, false, false, true, true],
		nobody: [false, false, false, false, false],
	};
	for (const policy of Object.keys(expected) as Policy[]) {
		const address = await publish(ana.page, `For ${policy}, says @mia_example`, policy);
		const found: boolean[] = [];
		for (const who of [sam, fay, fred, mia, ana]) found.push(await offers(who, address, policy));
		expect(found, policy).toEqual(expected[policy]);
	}
});

it('it is changed later in the menu of the post, and what was said stays', async () => {
	const address = await publish(ana.page, 'Open at first', 'everyone');
	expect(await offers(sam, address, 'everyone')).toBe(true);
	await sam.page.getByRole('textbox', { name: words.write }).fill('I was here');
	// It stands there at once; the server has it a moment later.
	const sent = answered(sam.page, 'POST', /\/comments$/);
	await sam.page.getByRole('button', { name: words.send, exact: true }).click();
	await sent;
	await sam.page.getByRole('article').filter({ hasText: 'I was here' }).waitFor();

	const { page } = ana;
	await page.goto(address);
	await page.getByRole('button', { name: posts.more('Ana Example') }).click();
	await page.getByRole('menuitem', { name: posts.changePolicy }).click();
	const dialog = page.getByRole('dialog', { name: who.whoComments });
	await dialog.getByText(who.policies.nobody.label, { exact: true }).click();
	expect(await barriers(page, 'dialog[open]')).toEqual([]);
	await dialog.getByRole('button', { name: posts.save }).click();
	await page.getByText(words.closed.nobody('')).waitFor();

	expect(await offers(sam, address, 'nobody')).toBe(false);
	await sam.page.getByText('I was here').waitFor();
	for (const who of [ana, fay, fred, mia, sam]) expect(who.complaints()).toEqual([]);
});
