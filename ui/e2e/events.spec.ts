import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { words as calendar } from '../src/lib/words/calendar';
import { words as comments } from '../src/lib/words/comments';
import { words as writing } from '../src/lib/words/event-form';
import { words } from '../src/lib/words/events';
import { words as groups } from '../src/lib/words/groups';
import { words as pictures } from '../src/lib/words/pictures';
import { words as posts } from '../src/lib/words/posts';
import { words as shell } from '../src/lib/words/shell';
import { words as ui } from '../src/lib/words/ui';
import { answered, barriers, DESKTOP, startBrowser } from './browser';
import { join, type Member } from './circle';
import { button, confirm } from './group-page';
import { png } from './pictures';
import { Kith } from './server';

const GROUP = 'Harbour choir';
const TITLE = 'Rehearsal on the pier';
/** No clock of the three zones is ever set: the hours are the same all through the year. */
const DAY = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);

let kith: Kith;
let browser: Browser;
/** Ana, in Dubai, plans for Tokyo; Ben is in India. Cem does not belong to the group. */
let ana: Member;
let ben: Member;
let cem: Member;
let group = '';
let path = '';

beforeAll(async () => {
	[kith, browser] = await Promise.all([Kith.start(), startBrowser()]);
	const from = (timezoneId: string) => ({ viewport: DESKTOP, timezoneId });
	ana = await join(browser, kith.address, 'Ana', from('Asia/Dubai'));
	ben = await join(browser, kith.address, 'Ben', from('Asia/Kolkata'));
	cem = await join(browser, kith.address, 'Cem', from('Asia/Kolkata'));
	const data = { title: GROUP, privacy: 'open' };
	const made = await ana.context.request.post('/api/v1/groups', { data });
	expect(made.status()).toBe(201);
	group = `/groups/${((await made.json()) as { id: string }).id}`;
	expect((await ben.context.request.post(`/api/v1${group}/join-requests`)).ok()).toBe(true);
});

afterAll(async () => {
	await browser.close();
	await kith.stop();
});

async function visit({ page }: Member): Promise<void> {
	await page.goto(path);
	await page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
}

/** Says something of the event, and waits until the server knows. */
async function say(page: Page, label: string): Promise<void> {
	await Promise.all([
		answered(page, 'PUT', /\/response$/),
		page.getByRole('button', { name: label, exact: true }).click(),
	]);
}

const stands = (page: Page, says: string) => page.getByRole('status').filter({ hasText: says }).waitFor();

describe('an event', () => {
	it('is planned by a member, by the clock of another place', async () => {
		const { page } = ana;
		await page.goto(group);
		await page
			.getByRole('navigation', { name: groups.group })
			.getByRole('link', { name: groups.events })
			.click();
		await page.getByText(words.emptyUpcoming.title).waitFor();
		expect(await barriers(page)).toEqual([]);
		await button(page, words.create).first().click();
		const dialog = page.getByRole('dialog', { name: writing.createTitle(GROUP) });
		await button(dialog, writing.create).click();
		await dialog.getByText(writing.titleMissing).waitFor();
		await dialog.getByText(writing.dayMissing).waitFor();
		await dialog.getByText(writing.timeMissing).waitFor();
		expect(await barriers(page)).toEqual([]);

		await dialog.getByLabel(writing.title, { exact: false }).first().fill(TITLE);
		await dialog.getByLabel(writing.day, { exact: true }).fill(DAY);
		await dialog.getByLabel(writing.time, { exact: true }).fill('19:00');
		const zone = dialog.getByRole('combobox', { name: writing.zone });
		expect(await zone.inputValue()).toContain('Dubai');
		await zone.click();
		await zone.fill('tok');
		await dialog.getByRole('option', { name: /Tokyo/ }).waitFor();
		expect(await barriers(page)).toEqual([]);
		await zone.press('Enter');
		expect(await zone.inputValue()).toContain('Tokyo');
		await dialog.getByText(/14:00 by your own clock/).waitFor();
		await dialog.getByLabel(writing.place).fill('Old pier');
		await dialog.getByLabel(writing.capacity).fill('1');
		await dialog.getByLabel(writing.description).fill('Bring **your notes**.');
	});

	it('is not lost when its dialog is closed by accident', async () => {
		const { page } = ana;
		const dialog = page.getByRole('dialog', { name: writing.createTitle(GROUP) });
		await page.keyboard.press('Escape');
		const question = page.getByRole('alertdialog', { name: writing.discardTitle });
		await button(question, writing.keep).click();
		expect(await dialog.getByLabel(writing.place).inputValue()).toBe('Old pier');
		// Even when the page goes: it is there again.
		await page.reload();
		await button(page, words.create).first().click();
		await dialog.getByText(writing.resumed).waitFor();
		expect(await dialog.getByRole('combobox', { name: writing.zone }).inputValue()).toContain('Tokyo');
		await dialog.locator('input[type=file]').setInputFiles(png('pier.png', 900, 300, [90, 140, 160]));
		await page
			.getByRole('dialog', { name: pictures.cropTitle })
			.getByRole('button', { name: pictures.use })
			.click();
		await button(dialog, writing.create).click();
		await page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
		path = new URL(page.url()).pathname;
		expect(path).toMatch(/^\/events\/\d+$/);
		await page.getByText(words.created(TITLE)).waitFor();
		await page.locator('time', { hasText: '14:00' }).waitFor();
		await page.getByText(/19:00, Tokyo time/).waitFor();
		await page.locator('strong', { hasText: 'your notes' }).waitFor();
		await page.locator(`article img[src*="/api/v1/media/"]`).waitFor();
		expect(await barriers(page)).toEqual([]);
		expect(ana.complaints()).toEqual([]);
	});

	it('is read by another member by their own clock, and answered', async () => {
		const { page } = ben;
		await page.goto(`${group}/events`);
		const row = page.getByRole('listitem').filter({ hasText: TITLE });
		await row.getByText(/15:30/).waitFor();
		await row.getByRole('link', { name: TITLE }).click();
		await page.locator('time', { hasText: '15:30' }).waitFor();
		await page.getByText(/19:00, Tokyo time/).waitFor();
		await say(page, words.answers.maybe);
		await stands(page, words.yours.maybe);
		await say(page, words.answers.going);
		await stands(page, words.yours.going);
		await page.getByRole('tab', { name: words.listCount(words.lists.going, 1) }).waitFor();
		await page.getByRole('tabpanel').getByText('Ben Example').waitFor();
		await page.reload();
		await stands(page, words.yours.going);
		expect(await barriers(page)).toEqual([]);
	});

	it('is talked about on its page, and shown with that in the posts of the group', async () => {
		await visit(ben);
		await ben.page.getByRole('textbox', { name: comments.write }).fill('I bring the lanterns');
		await Promise.all([
			answered(ben.page, 'POST', /\/comments$/),
			button(ben.page, comments.send).click(),
		]);
		await ana.page.goto(group);
		const card = ana.page.getByRole('article').filter({ hasText: TITLE });
		await card.getByRole('link', { name: posts.commentOn(1) }).waitFor();
		await card.getByRole('link', { name: TITLE }).click();
		await ana.page.waitForURL(`**${path}`);
		await ana.page.getByText('I bring the lanterns').waitFor();
		expect(await barriers(ana.page)).toEqual([]);
	});

	it('that is full lets one wait, until a place is free', async () => {
		await visit(ana);
		await ana.page.getByText(words.capacity(1, 1, 0)).waitFor();
		await say(ana.page, words.waitInstead);
		await stands(ana.page, words.yours.waiting);
		await ana.page.getByRole('tab', { name: words.listCount(words.lists.waiting, 1) }).click();
		await ana.page.getByRole('tabpanel').getByText('Ana Example').waitFor();
		await say(ben.page, words.answers.not_going);
		await visit(ana);
		await stands(ana.page, words.yours.going);
		await Promise.all([
			answered(ben.page, 'DELETE', /\/response$/),
			button(ben.page, words.takeBack).click(),
		]);
		await say(ben.page, words.waitInstead);
		await stands(ben.page, words.yours.waiting);
	});

	it('goes back to what was said when the answer does not arrive', async () => {
		const { page } = ben;
		await page.route('**/response', (route) => route.abort());
		await button(page, words.answers.not_going).click();
		await page.getByText(words.notAnswered(TITLE)).waitFor();
		await stands(page, words.yours.waiting);
		await page.unroute('**/response');
		await button(page, ui.retry).click();
		await stands(page, words.yours.not_going);
		expect(ben.complaints(/ERR_FAILED/)).toEqual([]);
	});

	it('is moved by who created it', async () => {
		const { page } = ana;
		await button(page, words.more).click();
		await page.getByRole('menuitem', { name: words.edit, exact: true }).click();
		const dialog = page.getByRole('dialog', { name: writing.editTitle });
		await dialog.getByLabel(writing.time, { exact: true }).fill('20:30');
		await button(dialog, writing.addEnd).click();
		expect(await dialog.getByLabel(writing.endTime).inputValue()).toBe('22:30');
		await button(dialog, writing.save).click();
		await page.getByText(words.savedMoved).waitFor();
		await page.locator('time', { hasText: '15:30' }).waitFor();
		await ben.page.reload();
		await ben.page.locator('time', { hasText: /17:00.*19:00/ }).waitFor();
		expect(await ben.page.getByRole('button', { name: words.more }).count()).toBe(0);
	});

	it('is downloaded for a calendar', async () => {
		const { page } = ben;
		const [file] = await Promise.all([
			page.waitForEvent('download'),
			page.getByRole('link', { name: words.addToCalendar }).click(),
		]);
		expect(file.suggestedFilename()).toMatch(/^event-\d+\.ics$/);
		expect(new URL(page.url()).pathname).toBe(path);
	});

	it('is not there for who does not belong to the group', async () => {
		const { page } = cem;
		await page.goto(path);
		await page.getByRole('heading', { level: 1, name: shell.notFoundTitle }).waitFor();
		await page.goto(`${group}/events`);
		await page.getByRole('heading', { name: groups.membersOnlyTitle }).waitFor();
		await page.goto('/events?view=agenda');
		await page.getByText(calendar.emptyTitle).waitFor();
		expect(cem.complaints(/404/)).toEqual([]);
	});
});

describe('an event that does not take place', () => {
	it('stays, as cancelled, and takes no answers any more', async () => {
		await visit(ana);
		await button(ana.page, words.more).click();
		await ana.page.getByRole('menuitem', { name: words.cancelEvent }).click();
		await confirm(ana.page, words.cancelTitle(TITLE), words.cancelConfirm);
		await ana.page.getByText(words.cancelledToast(TITLE)).waitFor();
		expect(await barriers(ana.page)).toEqual([]);
		// Ben has not looked since.
		await button(ben.page, words.answers.maybe).click();
		await ben.page.getByText(words.isCancelledNow(TITLE)).waitFor();
		await ben.page.getByText(/This event was cancelled/).waitFor();
		await expect.poll(() => button(ben.page, words.answers.maybe).count()).toBe(0);
		await ben.page.goto(`${group}/events`);
		await ben.page.getByRole('listitem').filter({ hasText: TITLE }).getByText(words.cancelled).waitFor();
		expect(ben.complaints(/409|ERR_FAILED/)).toEqual([]);
	});

	it('is no wider than the narrowest phone, wherever it is shown', async () => {
		const page = await ben.onPhone(browser);
		await page.setViewportSize({ width: 320, height: 640 });
		for (const there of [path, `${group}/events`, '/events', `/events?view=month&on=${DAY}`]) {
			await page.goto(there);
			await page.getByText(TITLE).first().waitFor();
			const beyond = await page.evaluate(
				() => document.documentElement.scrollWidth - window.innerWidth,
			);
			expect(beyond, there).toBeLessThanOrEqual(0);
			expect(await barriers(page), there).toEqual([]);
		}
		await page.context().close();
	});
});
