import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { words as calendar } from '../src/lib/words/calendar';
import { words } from '../src/lib/words/events';
import { words as shell } from '../src/lib/words/shell';
import { barriers, DESKTOP, startBrowser } from './browser';
import { join, type Member } from './circle';
import { button, confirm } from './group-page';
import { Kith } from './server';

const GROUP = 'Harbour choir';
const TITLE = 'Rehearsal on the pier';
const DAY = dayIn(20);

let kith: Kith;
let browser: Browser;
/** Ana comes to an event of her group. */
let ana: Member;

function dayIn(days: number): string {
	return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

beforeAll(async () => {
	[kith, browser] = await Promise.all([Kith.start(), startBrowser()]);
	ana = await join(browser, kith.address, 'Ana', { viewport: DESKTOP, timezoneId: 'Asia/Dubai' });
	const group = await made('groups', { title: GROUP, privacy: 'open' });
	const times = { starts_at: `${DAY}T11:30:00Z`, time_zone: 'Asia/Tokyo' };
	const event = await made(`groups/${group}/events`, { title: TITLE, ...times });
	const said = await ana.context.request.put(`/api/v1/events/${event}/response`, {
		data: { response: 'going' },
	});
	expect(said.ok()).toBe(true);
});

afterAll(async () => {
	await browser.close();
	await kith.stop();
});

/** Makes something through the API; its id. */
async function made(what: string, data: object): Promise<string> {
	const answer = await ana.context.request.post(`/api/v1/${what}`, { data });
	expect(answer.status()).toBe(201);
	return ((await answer.json()) as { id: string }).id;
}

describe('one’s events', () => {
	it('stand in a calendar, which the keys go through', async () => {
		const { page } = ana;
		await page.goto('/');
		await page.getByRole('link', { name: shell.events, exact: true }).click();
		await page.getByRole('heading', { level: 1, name: calendar.title }).waitFor();
		await page.goto(`/events?view=month&on=${DAY}`);
		const cell = (day: string) => page.locator(`[role="gridcell"][data-day="${day}"]`);
		await cell(DAY).getByText(TITLE).waitFor();
		await page.getByRole('listitem').filter({ hasText: TITLE }).waitFor();
		expect(await barriers(page)).toEqual([]);
		await cell(DAY).focus();
		await page.keyboard.press('ArrowRight');
		await expect.poll(() => focused(page)).toBe(dayIn(21));
		await page.keyboard.press('ArrowLeft');
		await page.keyboard.press('ArrowDown');
		await expect.poll(() => focused(page)).toBe(dayIn(27));
		await page.getByText(calendar.emptyDay).waitFor();
		await page.keyboard.press('ArrowUp');
		await expect.poll(() => focused(page)).toBe(DAY);
		const shown = await page.getByRole('grid').getAttribute('aria-labelledby');
		const month = () => page.locator(`[id="${shown ?? ''}"]`).textContent();
		const here = await month();
		await button(page, calendar.next).click();
		await expect.poll(month).not.toBe(here);
		await button(page, calendar.today).click();
		await page.locator('[aria-current="date"][aria-selected="true"]').waitFor();
	});

	it('stand in a list', async () => {
		const { page } = ana;
		await page.getByRole('link', { name: calendar.views.agenda }).click();
		const row = page.getByRole('listitem').filter({ hasText: TITLE });
		await row.getByText(words.mine.going).waitFor();
		await row.getByText(GROUP).waitFor();
		expect(await barriers(page)).toEqual([]);
	});

	it('are read elsewhere by an address that can be changed and turned off', async () => {
		const { page } = ana;
		await button(page, calendar.feed).click();
		const dialog = page.getByRole('dialog', { name: calendar.feedTitle });
		await button(dialog, calendar.feedShow).click();
		const field = dialog.getByLabel(calendar.feedAddress);
		const first = await field.inputValue();
		expect(await read(first)).toContain(TITLE);
		expect(await barriers(page)).toEqual([]);
		await button(dialog, calendar.feedRenew).click();
		await confirm(page, calendar.feedRenewTitle, calendar.feedRenewConfirm);
		await page.getByText(calendar.feedRenewed).waitFor();
		const second = await field.inputValue();
		expect(second).not.toBe(first);
		expect(await read(first)).toBeUndefined();
		expect(await read(second)).toContain(TITLE);
		await button(dialog, calendar.feedRevoke).click();
		await confirm(page, calendar.feedRevokeTitle, calendar.feedRevokeConfirm);
		await dialog.getByText(calendar.feedOff).waitFor();
		expect(await read(second)).toBeUndefined();
		expect(ana.complaints()).toEqual([]);

		/** What a calendar program reads, that nobody is logged in with. */
		async function read(address: string): Promise<string | undefined> {
			const { pathname } = new URL(address);
			const answer = await fetch(kith.address + pathname);
			return answer.ok ? answer.text() : undefined;
		}
	});
});

/** The day of the calendar that has the focus. */
function focused(page: Page): Promise<string | null | undefined> {
	return page.evaluate(() => document.activeElement?.getAttribute('data-day'));
}
