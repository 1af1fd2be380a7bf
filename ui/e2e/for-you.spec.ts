import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { words as feeds } from '../src/lib/words/feeds';
import { page as says, words as why } from '../src/lib/words/for-you';
import { words as shell } from '../src/lib/words/shell';
import { words as ui } from '../src/lib/words/ui';
import { PHONE, barriers, startBrowser } from './browser';
import { befriend, block, join, type Member } from './circle';
import { Visitor } from './member';
import { Kith } from './server';

let kith: Kith;
let browser: Browser;
let ana: Member;
let ben: Member;
let cid: Member;
let dora: Member;

beforeAll(async () => {
	// A new list whenever one asks for it.
	const settings = { KITH_FEEDS__FOR_YOU_EVERY: '1s' };
	[kith, browser] = await Promise.all([Kith.start(settings), startBrowser()]);
	ana = await join(browser, kith.address, 'Ana');
	ben = await join(browser, kith.address, 'Ben');
	cid = await join(browser, kith.address, 'Cid');
	dora = await join(browser, kith.address, 'Dora');
});

afterAll(async () => {
	await browser.close();
	await kith.stop();
});

async function say(who: Member, content: string, audience = 'public'): Promise<string> {
	const answer = await who.context.request.post('/api/v1/posts', { data: { content, audience } });
	expect(answer.status()).toBe(201);
	return ((await answer.json()) as { id: string }).id;
}

/** Waits until a list is made that says so: within a second the one before is shown. */
async function listed(who: Member, words: string): Promise<void> {
	const list = async () => (await who.context.request.get('/api/v1/feeds/for-you')).text();
	await expect.poll(list, { timeout: 15_000 }).toContain(words);
}

const cardOf = (page: Page, words: string) => page.getByRole('article').filter({ hasText: words });

describe('For you', () => {
	it('says what to do while there is nothing, and is reached from home and back', async () => {
		const { page } = ana;
		await page.goto('/');
		const tabs = page.getByRole('navigation', { name: feeds.tabs });
		await tabs.getByRole('link', { name: feeds.forYou }).click();
		await page.waitForURL('**/for-you');
		await page.getByText(says.emptyTitle).waitFor();
		await page.getByRole('heading', { level: 1, name: feeds.forYou }).waitFor();
		expect(await barriers(page)).toEqual([]);
		const main = page.getByRole('main');
		expect(await main.getByRole('link', { name: feeds.findPeople }).count()).toBe(1);
		await tabs.getByRole('link', { name: feeds.following }).click();
		await page.waitForURL(kith.address + '/');
		// By key as well.
		await page.getByRole('heading', { level: 1, name: shell.home }).waitFor();
		await page.keyboard.press('g');
		await page.keyboard.press('y');
		await page.waitForURL('**/for-you');
	});

	it('shows whoever follows nobody what moves people, and says so', async () => {
		const hut = await say(ben, 'The hut is open');
		await say(cid, 'Soup on Sunday');
		for (const member of [ben, cid, dora]) {
			const path = `/api/v1/posts/${hut}/reaction`;
			const answer = await member.context.request.put(path, { data: { kind: 'love' } });
			expect(answer.ok()).toBe(true);
		}
		await listed(ana, '"popular"');
		const { page } = ana;
		await page.goto('/for-you');
		await cardOf(page, 'The hut is open').getByText(why.popular).waitFor();
		await cardOf(page, 'Soup on Sunday').getByText(why.recent).waitFor();
		// What most took part in is first.
		await page.getByRole('article').first().getByText('The hut is open').waitFor();
		await page.getByText(says.end).waitFor();
	});

	it('brings friends, their friends and followed tags, each with the reason and a way to it', async () => {
		await befriend(ana, ben);
		await befriend(ben, cid);
		await say(dora, 'Tracks in the #Snow');
		const answer = await ana.context.request.put('/api/v1/tags/snow/follow');
		expect(answer.ok()).toBe(true);
		await listed(ana, '"friend_of"');
		await listed(ana, '"followed_tag"');
		const { page } = ana;
		await page.goto('/for-you');
		await cardOf(page, 'The hut is open').getByText(why.friend).waitFor();
		const soup = cardOf(page, 'Soup on Sunday');
		await soup.getByText(why.friendOf[0]).waitFor();
		const snow = cardOf(page, 'Tracks in the');
		const reason = snow.getByText(why.followedTag[0]);
		await reason.getByRole('link', { name: '#snow' }).waitFor();
		expect(await barriers(page)).toEqual([]);
		await soup.getByText(why.friendOf[0]).getByRole('link', { name: 'Ben Example' }).click();
		await page.waitForURL(`**/@${ben.handle}`);
		// The list is found as it was left.
		await page.goBack();
		await snow.waitFor();
	});

	it('has the actions of every list, and what is done shows on home, too', async () => {
		const { page } = ana;
		await page.goto('/for-you');
		const hut = cardOf(page, 'The hut is open');
		await hut.locator('[data-react]').click();
		await hut.locator('[data-react][aria-pressed=true]').waitFor();
		await page
			.getByRole('navigation', { name: feeds.tabs })
			.getByRole('link', { name: feeds.following })
			.click();
		await cardOf(page, 'The hut is open').locator('[data-react][aria-pressed=true]').waitFor();
	});

	it('tells when there is a new list, and begins at its top when asked', async () => {
		const { page } = ana;
		await page.clock.install();
		await page.goto('/for-you');
		await cardOf(page, 'The hut is open').waitFor();
		await say(ben, 'Fresh bread', 'friends');
		await listed(ana, 'Fresh bread');
		await page.clock.fastForward(31_000);
		const pill = page.getByRole('button', { name: says.news });
		await pill.waitFor();
		expect(await cardOf(page, 'Fresh bread').count()).toBe(0);
		expect(await barriers(page)).toEqual([]);
		await page.keyboard.press('.');
		await cardOf(page, 'Fresh bread').waitFor();
		const first = page.getByRole('article').first();
		await expect.poll(() => first.evaluate((post) => post === document.activeElement)).toBe(true);
		expect(await pill.count()).toBe(0);
		await page.keyboard.press('j');
		const second = page.getByRole('article').nth(1);
		await expect.poll(() => second.evaluate((post) => post === document.activeElement)).toBe(true);
	});

	it('has nothing of whom one blocks, mutes or did not let in', async () => {
		const answer = await ana.context.request.put(`/api/v1/users/${dora.id}/mute`);
		expect(answer.ok()).toBe(true);
		await block(cid, ana);
		const { page } = ana;
		await page.goto('/for-you');
		await cardOf(page, 'The hut is open').waitFor();
		await page.getByText(says.end).waitFor();
		expect(await cardOf(page, 'Soup on Sunday').count()).toBe(0);
		expect(await cardOf(page, 'Tracks in the').count()).toBe(0);
	});

	it('says when it cannot be loaded, and loads when asked again', async () => {
		const { page } = ben;
		await page.route('**/api/v1/feeds/for-you*', (route) => route.abort());
		await page.goto('/for-you');
		await page.getByText(feeds.failedFirst).waitFor();
		await page.unroute('**/api/v1/feeds/for-you*');
		await page.getByRole('button', { name: ui.retry }).click();
		await cardOf(page, 'Soup on Sunday').waitFor();
	});

	it('can be read to its end on a phone, wherever the list has gone meanwhile', async () => {
		const others: Member[] = [];
		for (const name of ['Eve', 'Finn', 'Gus', 'Hal', 'Ida', 'Jo', 'Kim', 'Lou', 'Mia']) {
			others.push(await join(browser, kith.address, name));
		}
		for (let round = 0; round < 3; round += 1) {
			for (const member of others) await say(member, `${member.handle} in round ${round}`);
		}
		await listed(ana, 'round 2');
		const phone = await Visitor.arrive(browser, kith.address, PHONE);
		await phone.logIn(`eve@example.org`);
		const { page } = phone;
		await page.goto('/for-you');
		await page.getByRole('article').first().waitFor();
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
		expect(await barriers(page)).toEqual([]);
		const seen = new Set<string>();
		const look = async () => {
			await page.evaluate(
				() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
			);
			const ids = await page
				.getByRole('article')
				.evaluateAll((all) => all.map((post) => (post as HTMLElement).dataset['post'] ?? ''));
			for (const id of ids) seen.add(id);
			const isAtBottom = () => scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
			if (await page.evaluate(isAtBottom)) return page.getByText(says.end).isVisible();
			await page.evaluate(() => scrollBy({ top: 400 }));
			return false;
		};
		await expect.poll(look, { timeout: 15_000, interval: 50 }).toBe(true);
		// Eight others with three posts each, and what Ben, Cid and Dora said for everyone.
		expect(seen.size).toBe(27);
		expect(phone.complaints()).toEqual([]);
	});

	it('leaves no complaint behind', () => {
		for (const member of [ana, cid, dora]) expect(member.complaints()).toEqual([]);
		expect(ben.complaints(/net::ERR_FAILED|Failed to load/)).toEqual([]);
	});
});
