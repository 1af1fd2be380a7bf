import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { words } from '../src/lib/words/groups';
import { words as pictures } from '../src/lib/words/pictures';
import { words as shell } from '../src/lib/words/shell';
import { barriers, startBrowser } from './browser';
import { asking as askingFor, button, confirm, partIn } from './group-page';
import { befriend, join, type Member } from './circle';
import { png } from './pictures';
import { Kith } from './server';

const TITLE = 'Allotment Row 14';

let kith: Kith;
let browser: Browser;
/** Ana owns the group. Ben is her friend; Cem is Ben’s. */
let ana: Member;
let ben: Member;
let cem: Member;
let path = '';

beforeAll(async () => {
	[kith, browser] = await Promise.all([Kith.start(), startBrowser()]);
	ana = await join(browser, kith.address, 'Ana');
	ben = await join(browser, kith.address, 'Ben');
	cem = await join(browser, kith.address, 'Cem');
	await befriend(ana, ben);
	await befriend(ben, cem);
});

afterAll(async () => {
	await browser.close();
	await kith.stop();
});

/** The button that says what part the member has in the group. */
const part = (page: Page, says: string) => partIn(page, says, TITLE);
const asking = (page: Page, says: string) => askingFor(page, says, TITLE);

async function visit({ page }: Member, tab = ''): Promise<void> {
	await page.goto(path + tab);
	await page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
}

async function invite({ page }: Member, name: string): Promise<void> {
	await button(page, words.invite).click();
	const picker = page.getByRole('dialog', { name: words.invite });
	await picker.getByRole('checkbox', { name }).check();
	await picker.getByRole('button', { name: words.inviteDone(1) }).click();
	await page.getByText(words.invited([`${name} Example`])).waitFor();
}

/** Chooses something from the menu of a member, in the list of all. */
async function manage({ page }: Member, name: string, item: string): Promise<void> {
	await page
		.getByRole('region', { name: words.lists.members, exact: true })
		.getByRole('button', { name: words.manageOne(`${name} Example`) })
		.click();
	await page.getByRole('menuitem', { name: item, exact: true }).click();
}

const row = (page: Page, name: string) =>
	page
		.getByRole('region', { name: words.lists.members, exact: true })
		.getByRole('listitem')
		.filter({ hasText: `${name} Example` });

describe('a group', () => {
	it('is made by who says what it is about', async () => {
		const { page } = ana;
		await page.goto('/');
		await page.getByRole('link', { name: shell.groups, exact: true }).click();
		await page.getByText(words.empty.all.title).waitFor();
		await button(page, words.create).first().click();
		const dialog = page.getByRole('dialog', { name: words.createTitle });
		await button(dialog, words.create).click();
		await dialog.getByText(words.titleMissing).waitFor();
		expect(await barriers(page)).toEqual([]);
		await dialog.getByLabel(words.formTitle).fill(TITLE);
		await dialog.getByLabel(words.formDescription).fill('For **our row** and its compost.');
		await button(dialog, words.create).click();
		await page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
		path = new URL(page.url()).pathname;
		expect(path).toMatch(/^\/groups\/\d+$/);
		await page.getByRole('link', { name: words.about, exact: true }).click();
		await page.locator('strong', { hasText: 'our row' }).waitFor();
		await part(page, words.owner).waitFor();
		expect(ana.complaints()).toEqual([]);
	});

	it('is changed and given a banner by its owner', async () => {
		const { page } = ana;
		await visit(ana, '/about');
		await button(page, words.edit).click();
		const dialog = page.getByRole('dialog', { name: words.editTitle });
		await dialog.getByLabel(words.formDescription).fill('For **our row**, its compost and its paths.');
		await button(dialog, words.save).click();
		await page.getByText(words.saved).waitFor();
		await page.getByText('and its paths').waitFor();

		const [chooser] = await Promise.all([
			page.waitForEvent('filechooser'),
			button(page, words.banner.change).click(),
		]);
		await chooser.setFiles(png('row.png', 900, 300, [90, 140, 90]));
		const crop = page.getByRole('dialog', { name: pictures.cropTitle });
		await crop.getByRole('application', { name: pictures.stage }).waitFor();
		await crop.getByRole('button', { name: pictures.use }).click();
		await page.getByText(words.banner.done).waitFor();
		const { banner_url: there } = await told();
		expect(there).not.toBeNull();
		await button(page, words.banner.change).click();
		await page.getByRole('menuitem', { name: words.banner.remove }).click();
		await confirm(page, words.banner.removeTitle, words.banner.confirmRemoval);
		await page.getByText(words.banner.removed).waitFor();
		const { banner_url: gone } = await told();
		expect(gone).toBeNull();
		expect(ana.complaints()).toEqual([]);

		async function told(): Promise<{ banner_url: string | null }> {
			const answer = await ana.context.request.get(`/api/v1${path}`);
			return (await answer.json()) as { banner_url: string | null };
		}
	});

	it('is joined by whom a member invites, and not by who declines', async () => {
		await visit(ana, '/members');
		await invite(ana, 'Ben');
		const { page } = ben;
		await page.goto('/groups');
		await page.getByText(words.invitedBy('Ana Example')).waitFor();
		expect(await barriers(page)).toEqual([]);
		await button(page, words.declineOne(TITLE)).first().click();
		await asking(page, words.ask).waitFor();

		// For some days one cannot be invited again, which is told; asking is possible.
		await button(ana.page, words.invite).click();
		const picker = ana.page.getByRole('dialog', { name: words.invite });
		await picker.getByRole('checkbox', { name: 'Ben' }).check();
		await picker.getByRole('button', { name: words.inviteDone(1) }).click();
		await ana.page.getByText(words.outcomes.not_now).waitFor();
		await button(ana.page, words.close).last().click();
		await asking(page, words.ask).click();
		await asking(page, words.requested).first().waitFor();
		await page.getByText(words.waits).waitFor();

		await ana.page.goto(`${path}/members?list=requests`);
		await button(ana.page, words.acceptPerson('Ben Example')).click();
		await ana.page.getByText(words.doneTo.accept('Ben Example')).waitFor();
		expect(await barriers(ana.page)).toEqual([]);
		await visit(ben);
		await part(page, words.member).waitFor();
		expect(ana.complaints()).toEqual([]);
		expect(ben.complaints()).toEqual([]);
	});

	it('shows to who is outside what it is about, and takes their request back', async () => {
		const { page } = cem;
		await visit(cem);
		await page.getByRole('heading', { name: words.membersOnlyTitle }).waitFor();
		await page.getByText(words.membersOnlyBody.request).waitFor();
		await page.locator('strong', { hasText: 'our row' }).waitFor();
		expect(await barriers(page)).toEqual([]);
		await asking(page, words.ask).click();
		await asking(page, words.requested).click();
		await page.getByRole('menuitem', { name: words.cancelRequest }).click();
		await asking(page, words.ask).waitFor();
		await asking(page, words.ask).click();
		await asking(page, words.requested).waitFor();

		await ana.page.goto(`${path}/members?list=requests`);
		await button(ana.page, words.declinePerson('Cem Example')).click();
		await ana.page.getByText(words.emptyPeople.requests).waitFor();
		await page.reload();
		await asking(page, words.ask).click();
		await page.getByText(/Your request was declined not long ago\. You can ask again from/).waitFor();
		expect(cem.complaints(/409/)).toEqual([]);
	});

	it('is joined on the invitation of a plain member, who may withdraw it before', async () => {
		await visit(ben, '/members');
		await invite(ben, 'Cem');
		await ben.page.getByRole('link', { name: words.invitedByYou }).click();
		await button(ben.page, words.withdrawOne('Cem Example')).click();
		await ben.page.getByText(words.doneTo.withdraw('Cem Example')).waitFor();
		await ben.page.getByText(words.emptyPeople.invited).waitFor();
		await visit(ben, '/members');
		await invite(ben, 'Cem');
		const { page } = cem;
		await visit(cem);
		await page.getByText(words.invitedBy('Ben Example')).waitFor();
		await button(page, words.acceptOne(TITLE)).click();
		await part(page, words.member).waitFor();
		await page.getByText(words.members(3)).waitFor();
		expect(ben.complaints()).toEqual([]);
	});

	it('has moderators whom its owner makes', async () => {
		const { page } = ana;
		await visit(ana, '/members');
		await manage(ana, 'Ben', words.menu.appoint);
		const said = words.confirm.appoint;
		await confirm(page, said.title('Ben Example'), said.act);
		await page.getByText(words.doneTo.appoint('Ben Example')).waitFor();
		await row(page, 'Ben').getByText(words.roles.moderator).waitFor();
		expect(await barriers(page)).toEqual([]);
		await page.getByLabel(words.searchMembers).fill('ce');
		await row(page, 'Ben').waitFor({ state: 'detached' });
		await row(page, 'Cem').waitFor();
		await page.getByLabel(words.searchMembers).fill('zz');
		await page.getByText(words.nobodyFound('zz')).waitFor();
	});

	it('shows nothing to who is removed, and less to who is banned', async () => {
		await visit(ana, '/members');
		await manage(ana, 'Cem', words.menu.remove);
		await confirm(ana.page, words.confirm.remove.title('Cem Example'), words.confirm.remove.act);
		await row(ana.page, 'Cem').waitFor({ state: 'detached' });
		await ana.page.getByText(words.doneTo.remove('Cem Example')).waitFor();
		await visit(cem, '/members');
		await cem.page.getByRole('heading', { name: words.membersOnlyTitle }).waitFor();
		expect(await cem.page.getByText('Ben Example').count()).toBe(0);

		// Who was removed may come back.
		await visit(ben, '/members');
		await invite(ben, 'Cem');
		await visit(cem);
		await button(cem.page, words.acceptOne(TITLE)).click();
		await part(cem.page, words.member).waitFor();
		await visit(ana, '/members');
		await manage(ana, 'Cem', words.menu.ban);
		await confirm(ana.page, words.confirm.ban.title('Cem Example'), words.confirm.ban.act);
		await ana.page.getByText(words.doneTo.ban('Cem Example')).waitFor();
		await visit(cem);
		await cem.page.getByText(words.banned).waitFor();

		await ana.page.getByRole('link', { name: words.lists.banned, exact: true }).click();
		await button(ana.page, words.unbanOne('Cem Example')).click();
		await ana.page.getByText(words.emptyPeople.banned).waitFor();
		await visit(cem);
		await asking(cem.page, words.ask).waitFor();
		expect(ana.complaints()).toEqual([]);
	});

	it('is not left by its owner, who hands it over first', async () => {
		const { page } = ana;
		await visit(ana);
		await part(page, words.owner).click();
		await page.getByRole('menuitem', { name: words.leave }).click();
		await page.getByRole('dialog', { name: words.ownerStaysTitle }).waitFor();
		await button(page, words.toMembers).click();
		await manage(ana, 'Ben', words.menu.handOver);
		await confirm(page, words.confirm.handOver.title('Ben Example'), words.confirm.handOver.act);
		await part(page, words.moderator).waitFor();
		await part(page, words.moderator).click();
		await page.getByRole('menuitem', { name: words.leave }).click();
		await confirm(page, words.leaveTitle(TITLE), words.leaveConfirm);
		await asking(page, words.ask).waitFor();
		await page.getByRole('heading', { name: words.membersOnlyTitle }).waitFor();
		expect(ana.complaints()).toEqual([]);
	});

	it('is deleted by who types its title', async () => {
		const { page } = ben;
		await visit(ben, '/about');
		await button(page, words.delete).click();
		const dialog = page.getByRole('dialog', { name: words.deleteTitle(TITLE) });
		await dialog.getByLabel(words.deleteTypeLabel).fill('Allotment');
		await button(dialog, words.deleteConfirm).click();
		await dialog.getByText(words.deleteMismatch).waitFor();
		expect(await barriers(page)).toEqual([]);
		await dialog.getByLabel(words.deleteTypeLabel).fill(TITLE);
		await button(dialog, words.deleteConfirm).click();
		await page.waitForURL('**/groups');
		await page.getByText(words.deleted(TITLE)).waitFor();
		await ana.page.goto(path);
		await ana.page.getByRole('heading', { name: shell.notFoundTitle }).waitFor();
		expect(ben.complaints()).toEqual([]);
	});
});
