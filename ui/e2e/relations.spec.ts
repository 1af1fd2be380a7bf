import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { words as profiles } from '../src/lib/words/profiles';
import { words as acts } from '../src/lib/words/relation-acts';
import { words } from '../src/lib/words/relations';
import { words as shell } from '../src/lib/words/shell';
import { startBrowser } from './browser';
import { Visitor } from './member';
import { Kith } from './server';

let kith: Kith;
let browser: Browser;
/** Ana’s profile is private; Ben’s and Cem’s are open to everyone. */
let ana: Visitor;
let ben: Visitor;
let cem: Visitor;

beforeAll(async () => {
	[kith, browser] = await Promise.all([Kith.start(), startBrowser()]);
	ana = await Visitor.arrive(browser, kith.address);
	ben = await Visitor.arrive(browser, kith.address);
	cem = await Visitor.arrive(browser, kith.address);
	await ana.join('Ana');
	await ben.join('Ben');
	await cem.join('Cem');
	const privacy = await ana.context.request.get('/api/v1/me/privacy');
	const closed = { ...((await privacy.json()) as object), is_private: true };
	expect((await ana.context.request.put('/api/v1/me/privacy', { data: closed })).status()).toBe(200);
});

afterAll(async () => {
	await browser.close();
	await kith.stop();
});

/** Opens somebody’s profile anew. */
async function visit({ page }: Visitor, name: string): Promise<void> {
	await page.goto(`/@${name.toLowerCase()}_example`);
	await page.getByRole('heading', { level: 1, name: `${name} Example` }).waitFor();
}

/** The button that says how one stands to somebody, by what it says. */
const button = (page: Page, says: string, name: string) =>
	page.getByRole('button', { name: words.about(says, `${name} Example`), exact: true });

async function choose(page: Page, says: string, name: string, item: string): Promise<void> {
	await button(page, says, name).click();
	await page.getByRole('menuitem', { name: item }).click();
}

async function confirm(page: Page, title: string, verb: string): Promise<void> {
	await page
		.getByRole('alertdialog', { name: title })
		.getByRole('button', { name: verb, exact: true })
		.click();
}

describe('an open profile', () => {
	it('is followed at once, and left after a question', async () => {
		const { page } = ben;
		await visit(ben, 'Cem');
		await button(page, words.follow, 'Cem').click();
		await button(page, words.following, 'Cem').waitFor();
		await page.reload();
		await button(page, words.following, 'Cem').waitFor();

		await visit(cem, 'Ben');
		await cem.page.getByText(words.followsYou).waitFor();

		await choose(page, words.following, 'Cem', words.menu.unfollow);
		await confirm(page, words.confirm.unfollow.title('Cem Example'), words.confirm.unfollow.act);
		await button(page, words.follow, 'Cem').waitFor();
		// Whoever works by keys is still at the buttons.
		expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BUTTON');
		await page.reload();
		await button(page, words.follow, 'Cem').waitFor();
		expect(ben.complaints()).toEqual([]);
	});

	it('shows the same in a second tab after it is reloaded', async () => {
		await visit(ben, 'Cem');
		const other = await ben.context.newPage();
		await other.goto('/@cem_example');
		await button(other, words.follow, 'Cem').waitFor();
		await button(ben.page, words.follow, 'Cem').click();
		await button(ben.page, words.following, 'Cem').waitFor();
		await other.reload();
		await button(other, words.following, 'Cem').waitFor();
		await other.close();
	});

	it('goes back to how it was when the server cannot be reached', async () => {
		const { page } = cem;
		await visit(cem, 'Ben');
		await page.route('**/api/v1/users/*/follow', (route) => route.abort());
		await button(page, words.follow, 'Ben').click();
		await page.getByText('You don’t follow Ben.').waitFor();
		await button(page, words.follow, 'Ben').waitFor();
		await page.unroute('**/api/v1/users/*/follow');
		expect(cem.complaints(/ERR_FAILED/)).toEqual([]);
	});
});

describe('a private profile', () => {
	it('shows what strangers may see and is asked to be followed', async () => {
		const { page } = ben;
		await visit(ben, 'Ana');
		await page.getByText(profiles.restrictedTitle('Ana')).waitFor();
		await button(page, words.follow, 'Ana').click();
		await button(page, words.requested, 'Ana').waitFor();
		await page.reload();
		await button(page, words.requested, 'Ana').waitFor();
	});

	it('opens to whom it accepts, and the number that waits goes', async () => {
		const { page } = ana;
		await page.goto('/');
		await page.getByRole('link', { name: shell.requestsWait(1) }).click();
		await page.getByRole('button', { name: words.acceptRequest('Ben Example') }).click();
		await page.getByText(words.followsYou).waitFor();
		// In both navigations, of which a screen shows one.
		await page.getByText(shell.requestsWait(1)).first().waitFor({ state: 'detached' });
		await ben.page.reload();
		await button(ben.page, words.following, 'Ana').waitFor();
		expect(await ben.page.getByText(profiles.restrictedTitle('Ana')).count()).toBe(0);
		expect(ana.complaints()).toEqual([]);
	});

	it('says nothing when it declines, and may not be asked again at once', async () => {
		const { page } = cem;
		await visit(cem, 'Ana');
		await button(page, words.follow, 'Ana').click();
		await button(page, words.requested, 'Ana').waitFor();
		await ana.page.goto('/people');
		await ana.page.getByRole('button', { name: words.declineRequest('Cem Example') }).click();
		await button(ana.page, words.follow, 'Cem').waitFor();

		await page.reload();
		await button(page, words.follow, 'Ana').click();
		await page.getByText(/You asked Ana not long ago\. You can ask again from/).waitFor();
		await button(page, words.follow, 'Ana').waitFor();
		expect(cem.complaints(/ERR_FAILED/, /409/)).toEqual([]);
	});

	it('closes to a follower who is removed', async () => {
		await visit(ana, 'Ben');
		await ana.page.getByRole('button', { name: words.more('Ben Example') }).click();
		await ana.page.getByRole('menuitem', { name: words.menu.removeFollower }).click();
		await ana.page.getByText(acts.done['removeFollower']?.('Ben Example') ?? '').waitFor();
		await ben.page.reload();
		await ben.page.getByText(profiles.restrictedTitle('Ana')).waitFor();
	});

	it('is asked both at once, and takes it back', async () => {
		const { page } = ben;
		await visit(ben, 'Ana');
		await button(page, words.addFriend, 'Ana').click();
		await choose(page, words.friendRequestSent, 'Ana', words.menu.cancelFriendship);
		await button(page, words.addFriend, 'Ana').waitFor();
		await page.reload();
		await button(page, words.follow, 'Ana').waitFor();
	});
});

describe('friends', () => {
	it('are made by asking and accepting, and parted after a question', async () => {
		await visit(ben, 'Cem');
		await button(ben.page, words.addFriend, 'Cem').click();
		await button(ben.page, words.friendRequestSent, 'Cem').waitFor();

		await visit(cem, 'Ben');
		await cem.page.getByText(words.asksFriendship('Ben Example'), { exact: true }).waitFor();
		await cem.page.getByRole('button', { name: words.acceptRequest('Ben Example') }).click();
		await button(cem.page, words.friends, 'Ben').waitFor();
		await ben.page.reload();
		await button(ben.page, words.friends, 'Cem').waitFor();

		await ben.page.goto('/people/friends');
		await choose(ben.page, words.friends, 'Cem', words.menu.unfriend);
		await confirm(ben.page, words.confirm.unfriend.title('Cem Example'), words.confirm.unfriend.act);
		await button(ben.page, words.follow, 'Cem').waitFor();
		await cem.page.reload();
		await button(cem.page, words.addFriend, 'Ben').waitFor();
	});

	it('are made by asking back', async () => {
		await visit(ben, 'Cem');
		await button(ben.page, words.addFriend, 'Cem').click();
		await button(ben.page, words.friendRequestSent, 'Cem').waitFor();
		await visit(cem, 'Ben');
		await choose(cem.page, words.respond, 'Ben', words.menu.acceptFriendship);
		await button(cem.page, words.friends, 'Ben').waitFor();
		await ben.page.goto('/@cem_example/friends');
		await ben.page.getByRole('listitem', { name: 'Ben Example' }).waitFor();
		const field = ben.page.getByRole('searchbox', { name: words.searchIn(words.lists.friends) });
		await field.fill('zzyzx');
		await ben.page.getByText(words.nobodyFound('zzyzx')).waitFor();
		await field.fill('exampl');
		await ben.page.getByRole('listitem', { name: 'Ben Example' }).waitFor();
		expect(ben.complaints()).toEqual([]);
	});
});

describe('a block', () => {
	it('makes both vanish from each other, and tells nobody', async () => {
		const { page } = cem;
		await visit(cem, 'Ben');
		await page.getByRole('button', { name: words.more('Ben Example') }).click();
		await page.getByRole('menuitem', { name: words.menu.block }).click();
		await confirm(page, words.confirm.block.title('Ben Example'), words.confirm.block.act);
		await page.getByRole('heading', { name: words.blockedTitle('Ben') }).waitFor();

		await ben.page.goto('/@cem_example');
		await ben.page.getByText(shell.notFoundTitle).waitFor();
		await ben.page.goto('/people/friends');
		await ben.page.getByText(words.empty.friends.title).waitFor();
		expect(ben.complaints(/404/)).toEqual([]);
	});

	it('is taken back where the blocked are listed', async () => {
		const { page } = cem;
		await page.goto('/people/blocked');
		await button(page, words.unblock, 'Ben').click();
		await button(page, words.follow, 'Ben').waitFor();
		await page.reload();
		await page.getByText(words.empty.blocked.title).waitFor();
		await visit(ben, 'Cem');
		await button(ben.page, words.addFriend, 'Cem').waitFor();
	});
});

it('someone muted is found among the muted and let back in', async () => {
	await visit(ben, 'Cem');
	await ben.page.getByRole('button', { name: words.more('Cem Example') }).click();
	await ben.page.getByRole('menuitem', { name: words.menu.mute }).click();
	await ben.page.getByText(acts.done['mute']?.('Cem Example') ?? '').waitFor();
	await ben.page.goto('/people/muted');
	await button(ben.page, words.unmute, 'Cem').click();
	await ben.page.reload();
	await ben.page.getByText(words.empty.muted.title).waitFor();
});
