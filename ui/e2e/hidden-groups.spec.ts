import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { words } from '../src/lib/words/groups';
import { words as shell } from '../src/lib/words/shell';
import { barriers, startBrowser } from './browser';
import { join, type Member } from './circle';
import { button, confirm, partIn } from './group-page';
import { Kith } from './server';

const SECRET = 'A surprise for Ana';

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

describe('a hidden group', () => {
	it('is there for who is invited and for nobody else', async () => {
		const answer = await ben.context.request.post('/api/v1/groups', {
			data: { title: SECRET, privacy: 'hidden' },
		});
		const { id } = (await answer.json()) as { id: string };
		const data = { user_ids: [cem.id] };
		await ben.context.request.post(`/api/v1/groups/${id}/invitations`, { data });

		await ana.page.goto(`/groups/${id}`);
		await ana.page.getByRole('heading', { name: shell.notFoundTitle }).waitFor();
		await ana.page.goto('/groups');
		await ana.page.getByText(words.empty.all.title).waitFor();
		expect(ana.complaints(/404/)).toEqual([]);

		// With a phone in hand, to where nothing of it is left.
		const phone = await cem.onPhone(browser);
		await phone.goto('/groups');
		await phone.getByRole('link', { name: SECRET }).first().click();
		// The list has such a button too, until the page of the group is there.
		await phone.getByRole('heading', { level: 1, name: SECRET }).waitFor();
		await button(phone, words.acceptOne(SECRET)).click();
		await partIn(phone, words.member, SECRET).waitFor();
		for (const tab of [words.people, words.about, words.posts]) {
			await phone
				.getByRole('navigation', { name: words.group })
				.getByRole('link', { name: tab, exact: true })
				.click();
			expect(await barriers(phone)).toEqual([]);
		}
		await partIn(phone, words.member, SECRET).click();
		await phone.getByRole('menuitem', { name: words.leave }).click();
		await confirm(phone, words.leaveTitle(SECRET), words.leaveConfirm);
		await phone.waitForURL('**/groups');
		await phone.getByText(words.empty.all.title).waitFor();
		expect(cem.complaints(/404|409/)).toEqual([]);
	});
});
