import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { words as who } from '../src/lib/words/audience';
import { words as writing } from '../src/lib/words/composer';
import { words as posts } from '../src/lib/words/posts';
import { words as profiles } from '../src/lib/words/profiles';
import { bulk } from '../src/lib/words/settings';
import { words as ui } from '../src/lib/words/ui';
import { barriers, startBrowser } from './browser';
import { befriend, follow, join, publish, type Member } from './circle';
import { Kith } from './server';

let kith: Kith;
let browser: Browser;
let ana: Member;
let ben: Member;
let eve: Member;
let page: Page;

beforeAll(async () => {
	[kith, browser] = await Promise.all([Kith.start(), startBrowser()]);
	ana = await join(browser, kith.address, 'Ana');
	ben = await join(browser, kith.address, 'Ben');
	eve = await join(browser, kith.address, 'Eve');
	await befriend(ana, ben);
	await follow(eve, ana);
	page = ana.page;
});

afterAll(async () => {
	await browser.close();
	await kith.stop();
});

const opens = async (who: Member, id: string) =>
	(await who.context.request.get(`/api/v1/posts/${id}`)).status() === 200;

async function compose(text: string, label: string) {
	await page.goto('/');
	await page.getByText(posts.prompt('Ana')).click();
	const composer = page.getByRole('dialog', { name: posts.newPost });
	await composer.getByLabel(writing.text).fill(text);
	await composer.getByRole('button', { name: new RegExp(who.who.replace('?', '')) }).click();
	await page.getByRole('menuitemradio', { name: new RegExp(`^${label}`) }).click();
	return composer;
}

it('says in the composer who will see a post, with their number', async () => {
	const composer = await compose('Soup', posts.audiences.friends.label);
	await composer.getByText(who.sees.friends(1)).waitFor();
	await composer.getByRole('button', { name: writing.publish, exact: true }).click();
	await page
		.getByRole('article')
		.filter({ hasText: 'Soup' })
		.getByText(posts.audiences.friends.label)
		.last()
		.waitFor();
});

it('remembers the audience, in another browser too', async () => {
	const answer = await ana.context.request.get('/api/v1/auth/session');
	const { settings } = (await answer.json()) as { settings: { default_audience: string } };
	expect(settings.default_audience).toBe('friends');
	await page.goto('/');
	await page.getByText(posts.prompt('Ana')).click();
	await page.getByRole('dialog', { name: posts.newPost }).getByText(who.sees.friends(1)).waitFor();
});

it('names people one by one, by key alone', async () => {
	const composer = await compose('For Eve', posts.audiences.selected.label);
	const picker = page.getByRole('dialog', { name: who.pickTitle });
	await picker.getByText('Eve Example').waitFor();
	expect(await barriers(page)).toEqual([]);
	await page.keyboard.type('ev');
	await expect.poll(() => picker.getByText('Ben Example').count()).toBe(0);
	await page.keyboard.press('Enter');
	await picker.getByRole('button', { name: who.removePerson('Eve Example') }).waitFor();
	await picker.getByRole('button', { name: who.pickDone(1) }).press('Enter');
	await composer.getByText(who.sees.selected(1, 1)).waitFor();
	const made = page.waitForResponse(
		(answer) => answer.url().endsWith('/api/v1/posts') && answer.request().method() === 'POST',
	);
	await composer.getByRole('button', { name: writing.publish, exact: true }).click();
	const { id } = (await (await made).json()) as { id: string };
	expect([await opens(eve, id), await opens(ben, id)]).toEqual([true, false]);
});

it('gives many posts another audience, and takes that back', async () => {
	const first = await publish(ana, 'Long ago', 'public');
	const second = await publish(ana, 'Yesterday', 'public');
	expect(await opens(eve, first.id)).toBe(true);
	await page.goto('/settings/audience');
	await page.getByLabel(bulk.from).selectOption({ label: posts.audiences.public.label });
	await page.getByLabel(bulk.to).selectOption({ label: posts.audiences.friends.label });
	await page.getByText(bulk.matches(2)).waitFor();
	expect(await barriers(page)).toEqual([]);
	await page.getByRole('button', { name: bulk.submitCount(2) }).click();
	const sure = page.getByRole('alertdialog', { name: bulk.title(2) });
	await sure.getByRole('button', { name: bulk.submitCount(2) }).click();
	await page.getByText(bulk.done(2, posts.audiences.friends.label)).first().waitFor();
	for (const { id, file } of [first, second]) {
		expect([await opens(eve, id), await opens(ben, id)]).toEqual([false, true]);
		expect((await eve.context.request.get(file)).status()).toBe(404);
	}
	await page.getByRole('main').getByRole('button', { name: ui.undo }).click();
	await page.getByText(bulk.undone(2)).waitFor();
	expect([await opens(eve, first.id), await opens(eve, second.id)]).toEqual([true, true]);
});

it('narrows what was public when the profile goes private', async () => {
	await page.goto('/settings/privacy');
	await page.getByRole('switch', { name: profiles.privateProfile }).click();
	const sure = page.getByRole('alertdialog', { name: profiles.goPrivateTitle });
	await sure.getByRole('checkbox', { name: profiles.narrowPosts(2) }).waitFor();
	expect(await barriers(page)).toEqual([]);
	await sure.getByRole('button', { name: profiles.goPrivate }).click();
	await page.getByText(profiles.savedNarrowed).waitFor({ state: 'attached' });
	const answer = await ana.context.request.post('/api/v1/me/posts/audience', {
		data: { from: 'public', to: 'followers', preview: true },
	});
	expect(await answer.json()).toMatchObject({ matched: 0 });
	expect(ana.complaints(/404/)).toEqual([]);
});
