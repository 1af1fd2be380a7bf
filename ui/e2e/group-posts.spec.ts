import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser, Locator, Page } from 'playwright-core';
import { words as who } from '../src/lib/words/audience';
import { words as comments } from '../src/lib/words/comments';
import { words as writing } from '../src/lib/words/composer';
import { words as feeds } from '../src/lib/words/feeds';
import { words } from '../src/lib/words/groups';
import { words as media } from '../src/lib/words/media';
import { words as pinning } from '../src/lib/words/pinning';
import { words as posts } from '../src/lib/words/posts';
import { words as shell } from '../src/lib/words/shell';
import { words as ui } from '../src/lib/words/ui';
import { answered, barriers, startBrowser } from './browser';
import { join, type Member } from './circle';
import { confirm, partIn } from './group-page';
import { png } from './pictures';
import { Kith } from './server';

let kith: Kith;
let browser: Browser;
/** Ana owns the choir, Ben belongs to it, Cem has nothing to do with it. */
let ana: Member;
let ben: Member;
let cem: Member;
let group: string;

const TITLE = 'Harbour choir';
const TEXT = 'We sing on Tuesday';

beforeAll(async () => {
	[kith, browser] = await Promise.all([Kith.start(), startBrowser()]);
	ana = await join(browser, kith.address, 'Ana');
	ben = await join(browser, kith.address, 'Ben');
	cem = await join(browser, kith.address, 'Cem');
	const data = { title: TITLE, privacy: 'open' };
	const created = await ana.context.request.post('/api/v1/groups', { data });
	expect(created.status()).toBe(201);
	({ id: group } = (await created.json()) as { id: string });
	const joined = await ben.context.request.post(`/api/v1/groups/${group}/join-requests`);
	expect(joined.ok()).toBe(true);
});

afterAll(async () => {
	await browser.close();
	await kith.stop();
});

const card = (page: Page, text: string): Locator => page.getByRole('article').filter({ hasText: text });
let address: string;

it('a member writes into the group from the composer of the home page', async () => {
	const { page } = ben;
	await page.goto('/');
	await page.getByText(posts.prompt('Ben')).click();
	const composer = page.getByRole('dialog', { name: posts.newPost });
	await composer.getByLabel(writing.text).fill(TEXT);
	await composer.getByRole('button', { name: writing.placeIs(writing.profile) }).click();
	const places = page.getByRole('dialog', { name: writing.place });
	await places.getByRole('button', { name: TITLE }).waitFor();
	expect(await barriers(page, 'dialog[open]')).toEqual([]);
	await places.getByRole('button', { name: TITLE }).click();
	await places.waitFor({ state: 'hidden' });
	await composer.getByText(who.membersSee(TITLE)).waitFor();
	expect(await composer.getByRole('button', { name: posts.visibleTo('') }).count()).toBe(0);
	// The draft knows where it goes.
	await page.reload();
	await page.getByText(posts.draftWaits).click();
	await composer.getByRole('button', { name: writing.placeIs(TITLE) }).waitFor();
	const posted = answered(page, 'POST', /\/posts$/);
	await composer.getByRole('button', { name: writing.publish, exact: true }).click();
	await posted;
	await composer.waitFor({ state: 'hidden' });
	await page.getByRole('article', { name: `Ben Example ${posts.inGroup} ${TITLE}` }).waitFor();
	const link = card(page, TEXT).getByRole('link', { name: TITLE });
	expect(await link.getAttribute('href')).toBe(`/groups/${group}`);
	// The next one is for the profile again.
	await page.getByText(posts.prompt('Ben')).click();
	await composer.getByRole('button', { name: writing.placeIs(writing.profile) }).waitFor();
	await page.keyboard.press('Escape');
});

it('another member has it at home and comments', async () => {
	const { page } = ana;
	await page.goto('/');
	await card(page, TEXT).waitFor();
	expect(await card(page, TEXT).getByRole('button', { name: posts.share }).count()).toBe(0);
	expect(await barriers(page)).toEqual([]);
	await card(page, TEXT)
		.getByRole('button', { name: posts.more('Ben Example') })
		.click();
	await page.getByRole('menuitem', { name: posts.why }).click();
	await page.getByText(who.because.member('Ben Example', 'group', TITLE)).waitFor();
	await page.getByRole('button', { name: who.understood }).last().click();
	await card(page, TEXT)
		.getByRole('link', { name: posts.commentOn(0) })
		.click();
	const place = page.getByRole('textbox', { name: comments.write });
	await place.fill('I will be there');
	const said = answered(page, 'POST', /\/comments$/);
	await page.getByRole('button', { name: comments.send }).click();
	await said;
	address = new URL(page.url()).pathname;
	await ben.page.goto(address);
	await ben.page.getByText('I will be there').waitFor();
});

it('a stranger finds nothing at its address and nothing at home', async () => {
	const { page } = cem;
	await page.goto(address);
	await page.getByRole('heading', { level: 1 }).waitFor();
	expect(await page.getByText(TEXT).count()).toBe(0);
	const answer = await cem.context.request.get(`/api/v1${address}`);
	expect(answer.status()).toBe(404);
	await page.goto('/');
	await page.getByText(posts.prompt('Cem')).waitFor();
	expect(await page.getByText(TEXT).count()).toBe(0);
});

it('who keeps order takes it out of the group, and back', async () => {
	const { page } = ana;
	await page.goto('/');
	await card(page, TEXT)
		.getByRole('button', { name: posts.more('Ben Example') })
		.click();
	const gone = answered(page, 'DELETE', /\/posts\/\d+$/);
	await page.getByRole('menuitem', { name: posts.removeFromGroup }).click();
	await gone;
	await card(page, TEXT).waitFor({ state: 'hidden' });
	expect((await ben.context.request.get(`/api/v1${address}`)).status()).toBe(404);
	const back = answered(page, 'POST', /\/restore$/);
	await page.getByText(posts.removedFromGroup).waitFor();
	await page.getByRole('button', { name: ui.undo }).click();
	await back;
	await card(page, TEXT).waitFor();
	expect((await ben.context.request.get(`/api/v1${address}`)).status()).toBe(200);
});

const menuOf = async (page: Page, text: string, item: string) => {
	await card(page, text)
		.getByRole('button', { name: posts.more('Ben Example') })
		.click();
	await page.getByRole('menuitem', { name: item, exact: true }).click();
};
const pinned = (page: Page) => page.getByRole('region', { name: pinning.pinned, exact: true });

it('what the owner pins stands above the posts of the group, for everybody in it', async () => {
	const { page } = ana;
	await page.goto(`/groups/${group}`);
	const sent = answered(page, 'PUT', /\/pin$/);
	await menuOf(page, TEXT, posts.pinInGroup);
	await pinned(page).getByRole('link', { name: TEXT }).waitFor();
	await sent;
	// It is taken back, and pinned again.
	const back = answered(page, 'DELETE', /\/pin$/);
	await page.getByRole('button', { name: ui.undo }).click();
	await pinned(page).waitFor({ state: 'hidden' });
	await back;
	const again = answered(page, 'PUT', /\/pin$/);
	await menuOf(page, TEXT, posts.pinInGroup);
	await again;
	expect(await barriers(page)).toEqual([]);

	await ben.page.goto(`/groups/${group}`);
	await pinned(ben.page).getByRole('link', { name: TEXT }).click();
	await ben.page.waitForURL(`**${address}`);
	await ben.page.goBack();
	await pinned(ben.page).waitFor();
	expect(await pinned(ben.page).getByRole('button').count()).toBe(0);

	await page.reload();
	const gone = answered(page, 'DELETE', /\/pin$/);
	await pinned(page)
		.getByRole('button', { name: pinning.unpinOne('Ben Example') })
		.click();
	await pinned(page).waitFor({ state: 'hidden' });
	await gone;
	await card(page, TEXT).waitFor();
});

it('pictures of the group are collected for its members', async () => {
	const { page } = ana;
	await page.goto(`/groups/${group}/media`);
	await page.getByText(words.noMedia).waitFor();
	const file = png('pier.png', 320, 200, [90, 120, 150]);
	const uploaded = await ben.context.request.post('/api/v1/media', { multipart: { file } });
	const { id } = (await uploaded.json()) as { id: string };
	const data = { content: 'The pier', group_id: group, media: [{ id, alt_text: 'A pier' }] };
	expect((await ben.context.request.post('/api/v1/posts', { data })).status()).toBe(201);
	await page.reload();
	await page.getByRole('button', { name: 'A pier' }).click();
	await page.getByRole('dialog', { name: media.viewer }).waitFor();
	await page.keyboard.press('Escape');
	expect(await barriers(page)).toEqual([]);
	await cem.page.goto(`/groups/${group}/media`);
	await cem.page.getByRole('heading', { name: words.membersOnlyTitle }).waitFor();
	expect(await cem.page.getByRole('img', { name: 'A pier' }).count()).toBe(0);
});

it('who leaves has nothing of the group at home any more, also of what was read before', async () => {
	const { page } = ben;
	const published = await ana.context.request.post('/api/v1/posts', {
		data: { content: 'New sheet music', group_id: group },
	});
	expect(published.status()).toBe(201);
	const data = { content: 'By the sea', audience: 'public' };
	expect((await ben.context.request.post('/api/v1/posts', { data })).status()).toBe(201);
	await page.goto('/');
	await card(page, 'New sheet music').waitFor();
	await card(page, 'New sheet music').getByRole('link', { name: TITLE }).click();
	await partIn(page, words.member, TITLE).click();
	await page.getByRole('menuitem', { name: words.leave }).click();
	await confirm(page, words.leaveTitle(TITLE), words.leaveConfirm);
	await page.getByRole('heading', { name: words.membersOnlyTitle }).waitFor();
	await page.getByRole('link', { name: shell.homeLink }).click();
	await card(page, 'By the sea').waitFor();
	// Nothing else is left to be drawn, nor what one said there oneself.
	await page.getByText(feeds.endOfEveryone).waitFor();
	expect(await page.getByRole('article').count()).toBe(1);
});

it('nothing went wrong in the consoles', () => {
	expect([...ana.complaints(), ...ben.complaints(/404/), ...cem.complaints(/404/)]).toEqual([]);
});
