import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Locator } from 'playwright-core';
import { words as complaints } from '../src/lib/words/polls';
import { words as writingPolls } from '../src/lib/words/poll-writing';
import { words as voting } from '../src/lib/words/voting';
import { words as writing } from '../src/lib/words/composer';
import { words as posts } from '../src/lib/words/posts';
import { barriers, PHONE, startBrowser } from './browser';
import { block, join, type Member } from './circle';
import { Visitor } from './member';
import { Kith } from './server';

const HOUR = 60 * 60 * 1000;

const polls = { ...complaints, ...writingPolls, ...voting };

let kith: Kith;
let browser: Browser;
let ana: Member;
let ben: Member;
let cleo: Member;

beforeAll(async () => {
	[kith, browser] = await Promise.all([Kith.start(), startBrowser()]);
	ana = await join(browser, kith.address, 'Ana');
	ben = await join(browser, kith.address, 'Ben');
	cleo = await join(browser, kith.address, 'Cleo');
}, 120_000);

afterAll(async () => {
	await browser.close();
	await kith.stop();
});

const cardOf = (who: Visitor, text: string) => who.page.getByRole('article').filter({ hasText: text });

/** What the rows of a poll say, as somebody reads them. */
async function rows(card: Locator): Promise<string[]> {
	const texts = await card.getByRole('list', { name: polls.results }).getByRole('listitem').allInnerTexts();
	return texts.map((text) => text.replaceAll(/\s+/g, ' ').replaceAll(' ,', ',').trim());
}

/** Publishes a poll through the API; gives the id of its post. */
async function ask(who: Member, content: string, poll: object): Promise<string> {
	const data = { content, audience: 'public', poll };
	const answer = await who.context.request.post('/api/v1/posts', { data });
	expect(answer.status(), await answer.text()).toBe(201);
	return ((await answer.json()) as { id: string }).id;
}

describe('a poll for one choice', () => {
	it('is written by keyboard, and waits in the draft', async () => {
		const { page } = ana;
		const composer = page.getByRole('dialog', { name: posts.newPost });
		await page.goto('/');
		await page.getByText(posts.prompt('Ana')).click();
		await composer.getByLabel(writing.text).fill('Which tea?');
		await composer.getByRole('button', { name: polls.add }).click();
		await page.keyboard.type('Black');
		await page.keyboard.press('Enter');
		await page.keyboard.type('Green');
		await page.keyboard.press('Enter');
		await page.keyboard.type('black');
		await composer.getByRole('button', { name: writing.publish, exact: true }).click();
		await composer.getByText(polls.optionTwice).waitFor();
		expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe('black');
		await page.keyboard.press('ControlOrMeta+a');
		await page.keyboard.type('None');
		await composer.getByRole('button', { name: polls.moveUp(3) }).focus();
		await page.keyboard.press('Enter');
		await composer.getByText(polls.moved(2, 3)).waitFor();
		await page.keyboard.press('Enter');
		await composer.getByText(polls.moved(1, 3)).waitFor();

		await page.reload();
		await page.getByText(posts.draftWaits).click();
		const fields = composer.getByRole('region', { name: polls.poll }).getByRole('textbox');
		const values = await Promise.all((await fields.all()).map((field) => field.inputValue()));
		expect(values).toEqual(['None', 'Black', 'Green']);
		expect(await barriers(page, 'dialog[open]')).toEqual([]);
		await composer.getByRole('button', { name: writing.publish, exact: true }).click();
		await cardOf(ana, 'Which tea?').getByRole('radio', { name: 'Black' }).waitFor();
	});

	it('shows the results to who has voted, by keyboard as well', async () => {
		const { page } = ben;
		await page.goto('/');
		const card = cardOf(ben, 'Which tea?');
		await card.getByText(polls.resultsAfterVote).waitFor();
		await card.getByRole('radio', { name: 'None' }).focus();
		await page.keyboard.press('ArrowDown');
		await page.keyboard.press('Enter');
		await card.getByText(polls.voters(1)).waitFor();
		await expect
			.poll(() => rows(card))
			.toEqual(['None 0%, 0 votes', `${polls.yours}: Black 100%, 1 vote`, 'Green 0%, 0 votes']);
		// The button that was pressed is gone; the focus is on what came in its place.
		const focused = await page.evaluate(() => document.activeElement?.textContent?.trim());
		expect(focused).toBe(polls.changeVote);
		expect(await barriers(page, 'article')).toEqual([]);
	});

	it('is voted in otherwise, in every copy, and the vote is taken back', async () => {
		const { page } = ben;
		const card = cardOf(ben, 'Which tea?');
		await card.getByRole('button', { name: polls.changeVote }).click();
		await card.getByRole('radio', { name: 'Green' }).check();
		await card.getByRole('button', { name: polls.saveVote }).click();
		await expect.poll(() => rows(card)).toContain(`${polls.yours}: Green 100%, 1 vote`);
		await page.goto(`/@${ana.handle}`);
		await expect
			.poll(() => rows(cardOf(ben, 'Which tea?')))
			.toContain(`${polls.yours}: Green 100%, 1 vote`);
		await cardOf(ben, 'Which tea?').getByRole('button', { name: polls.takeBack }).click();
		await cardOf(ben, 'Which tea?').getByText(polls.resultsAfterVote).waitFor();
		expect(await cardOf(ben, 'Which tea?').getByRole('radio', { checked: true }).count()).toBe(0);
	});

	it('comes back as it was when the vote is refused', async () => {
		const { page } = ben;
		await page.route('**/poll/vote', (route) => route.fulfill({ status: 503, json: { code: 'busy' } }));
		const card = cardOf(ben, 'Which tea?');
		await card.getByRole('radio', { name: 'None' }).check();
		await card.getByRole('button', { name: polls.vote, exact: true }).click();
		await page.getByText(/Your vote wasn’t counted/).waitFor();
		await card.getByText(polls.resultsAfterVote).waitFor();
		await page.unroute('**/poll/vote');
		expect(ben.complaints(/503/)).toEqual([]);
	});
});

describe('a poll for several choices', () => {
	it('counts people and votes apart, and leaves out who is blocked', async () => {
		const id = await ask(ana, 'Which days?', {
			options: ['Friday', 'Saturday', 'Sunday'],
			multiple: true,
			results: 'after_vote',
		});
		for (const [who, days] of [
			[ben, ['Friday', 'Saturday']],
			[cleo, ['Saturday']],
		] as const) {
			await who.page.goto(`/posts/${id}`);
			for (const day of days)
				await cardOf(who, 'Which days?').getByRole('checkbox', { name: day }).check();
			await cardOf(who, 'Which days?').getByRole('button', { name: polls.vote, exact: true }).click();
			await cardOf(who, 'Which days?').getByRole('button', { name: polls.changeVote }).waitFor();
		}
		const card = cardOf(cleo, 'Which days?');
		await expect
			.poll(() => rows(card))
			.toEqual(['Friday 50%, 1 vote', `${polls.yours}: Saturday 100%, 2 votes`, 'Sunday 0%, 0 votes']);
		await block(cleo, ben);
		await cleo.page.reload();
		await card.getByText(polls.voters(1)).waitFor();
		await expect
			.poll(() => rows(card))
			.toEqual(['Friday 0%, 0 votes', `${polls.yours}: Saturday 100%, 1 vote`, 'Sunday 0%, 0 votes']);
	});
});

describe('a poll with an end', () => {
	it('keeps its results until then, and ends by itself on the page', async () => {
		const ends_at = new Date(Date.now() + HOUR).toISOString();
		const id = await ask(ana, 'Who wins?', { options: ['Red', 'Blue'], results: 'at_end', ends_at });
		const phone = await Visitor.arrive(browser, kith.address, PHONE);
		await phone.logIn(ben.handle);
		await phone.page.clock.install();
		await phone.page.goto(`/posts/${id}`);
		const card = cardOf(phone, 'Who wins?');
		await card.getByText(polls.resultsAtEnd).waitFor();
		await card.getByText(/5\d minutes left/).waitFor();
		await card.getByText('Red', { exact: true }).tap();
		await card.getByRole('button', { name: polls.vote, exact: true }).tap();
		await card.getByRole('button', { name: polls.changeVote }).waitFor();
		expect(await card.getByText('%').count()).toBe(0);

		// The server of this journey has the time of day: its answer after the end is put together here.
		await phone.page.route(`**/api/v1/posts/${id}`, async (route) => {
			const answer = await route.fetch();
			const post = (await answer.json()) as { poll: { options: { votes: number }[] } };
			const options = post.poll.options.map((option, place) => ({
				...option,
				votes: place === 0 ? 1 : 0,
			}));
			await route.fulfill({
				response: answer,
				json: { ...post, poll: { ...post.poll, options, voter_count: 1, ended: true } },
			});
		});
		await phone.page.clock.fastForward(2 * HOUR);
		await card.getByText(polls.ended).waitFor();
		await expect.poll(() => rows(card)).toEqual([`${polls.yours}: Red 100%, 1 vote`, 'Blue 0%, 0 votes']);
		expect(await card.getByRole('button', { name: polls.changeVote }).count()).toBe(0);
		expect(phone.complaints()).toEqual([]);
		await phone.context.close();
	});

	it('leaves the console silent', () => {
		for (const who of [ana, cleo]) expect(who.complaints()).toEqual([]);
	});
});
