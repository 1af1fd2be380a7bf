import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser, Locator, Page } from 'playwright-core';
import { words } from '../src/lib/words/comments';
import { words as relations } from '../src/lib/words/relations';
import { words as ui } from '../src/lib/words/ui';
import { barriers, PHONE, startBrowser } from './browser';
import { block, join, publish, type Member, type Published } from './circle';
import { choose, comment, openComments, say } from './commenting';
import { png } from './pictures';
import { Kith } from './server';

let kith: Kith;
let browser: Browser;
let ana: Member;
let ben: Member;
let cem: Member;
let post: Published;

beforeAll(async () => {
	[kith, browser] = await Promise.all([Kith.start(), startBrowser()]);
	ana = await join(browser, kith.address, 'Ana');
	ben = await join(browser, kith.address, 'Ben');
	cem = await join(browser, kith.address, 'Cem');
	post = await publish(ana, 'A hill before breakfast', 'public');
});

afterAll(async () => {
	await browser.close();
	await kith.stop();
});

/** Opens the page of the post and waits for what is said below it. */
const open = (who: Member, query = '') => openComments(who, post.id, query);

async function write(page: Page, text: string): Promise<Locator> {
	await page.getByRole('textbox', { name: words.write }).fill(text);
	await page.getByRole('button', { name: words.send, exact: true }).click();
	const written = comment(page, text);
	await written.getByRole('button', { name: words.more('') }).waitFor();
	return written;
}

async function reply(page: Page, to: string, name: string, text: string): Promise<void> {
	await comment(page, to)
		.getByRole('button', { name: words.replyNamed(name) })
		.click();
	const area = page.getByRole('textbox', { name: words.replyTo(name) }).last();
	await area.fill(text);
	await area.press('Control+Enter');
	await comment(page, text)
		.getByRole('button', { name: words.more('') })
		.waitFor();
}

/** Through the API, as a program would. */
const said = (who: Member, content: string, parent?: string) => say(who, post.id, content, parent);

it('somebody is first, is answered, and both see what the other said', async () => {
	const his = await open(ben);
	await his.getByText(words.emptyBody).waitFor();
	await write(his, 'What a view!');
	await his.getByRole('status').filter({ hasText: words.added }).waitFor({ state: 'attached' });
	const hers = await open(ana);
	await reply(hers, 'What a view!', 'Ben Example', 'It was cold.');
	const page = await open(ben);
	await page.getByRole('button', { name: words.viewReplies(1) }).click();
	await comment(page, 'It was cold.').waitFor();
	await expect.poll(() => comment(page, 'It was cold.').getByText(words.byAuthor).count()).toBe(1);
	expect(await barriers(page)).toEqual([]);
});

it('a thread goes four levels deep: three are shown, and one continues', async () => {
	const page = await open(ana);
	const first = await said(ben, 'Level one');
	const second = await said(ana, 'Level two', first);
	const third = await said(ben, 'Level three', second);
	await said(cem, 'Level four', third);
	await page.reload();
	for (const text of ['Level two', 'Level three']) {
		await page
			.getByRole('listitem')
			.filter({ has: comment(page, text === 'Level two' ? 'Level one' : 'Level two') })
			.last()
			.getByRole('button', { name: words.viewReplies(1) })
			.click();
		await comment(page, text).waitFor();
	}
	await page.getByRole('link', { name: words.continueThread }).click();
	await comment(page, 'Level four').waitFor();
	expect(await page.getByText('Level two').count()).toBe(0);
	await page.getByRole('link', { name: words.above }).click();
	await comment(page, 'Level two').waitFor();
	await page.getByRole('link', { name: words.allComments }).click();
	await comment(page, 'What a view!').waitFor();
});

it('comments are sorted', async () => {
	const page = await open(cem);
	await said(cem, 'Just now');
	await page.reload();
	const first = () =>
		page.getByRole('list', { name: words.comments, exact: true }).getByRole('article').first();
	await comment(page, 'Just now').waitFor();
	for (const [sort, expected] of [
		['newest', 'Just now'],
		['oldest', 'What a view!'],
	] as const) {
		await page.getByRole('button', { name: words.sort }).click();
		await page.getByRole('menuitemradio', { name: words.sorts[sort] }).click();
		await expect.poll(() => first().textContent()).toContain(expected);
	}
});

it('one’s own comment is changed in place, and says so', async () => {
	const page = await open(cem);
	await choose(page, 'Just now', words.edit);
	const area = page.getByRole('textbox', { name: words.editing });
	await area.fill('A moment ago');
	await page.getByRole('button', { name: words.save, exact: true }).click();
	await comment(page, 'A moment ago').getByText(words.edited, { exact: true }).waitFor();
	expect(await page.getByText('Just now', { exact: true }).count()).toBe(0);
});

it('a deleted comment comes back, and one that is answered leaves its place', async () => {
	const page = await open(cem);
	await choose(page, 'A moment ago', words.delete);
	await page.getByText('A moment ago').waitFor({ state: 'detached' });
	await page.getByRole('button', { name: ui.undo }).click();
	await comment(page, 'A moment ago').waitFor();

	const his = await open(ben);
	await choose(his, 'What a view!', words.delete);
	await comment(his, words.deletedPlace).waitFor();
	const hers = await open(ana);
	await comment(hers, words.gonePlace).waitFor();
	await hers
		.getByRole('button', { name: words.viewReplies(1) })
		.last()
		.click();
	await comment(hers, 'It was cold.').waitFor();
});

it('the author of the post deletes what another said', async () => {
	const page = await open(ana);
	await choose(page, 'A moment ago', words.delete);
	await page.getByText('A moment ago').waitFor({ state: 'detached' });
	const his = await open(cem);
	await comment(his, 'Level one').waitFor();
	expect(await his.getByText('A moment ago').count()).toBe(0);
});

it('a comment shows a picture', async () => {
	const page = await open(ben);
	const area = page.getByRole('textbox', { name: words.write });
	await area.focus();
	const chooser = page.waitForEvent('filechooser');
	await page.getByRole('button', { name: words.addPicture }).click();
	await (await chooser).setFiles(png('lake.png', 320, 200, [90, 120, 160]));
	await page.getByRole('textbox', { name: words.description }).fill('A lake');
	await area.fill('Mine had a lake');
	await page.getByRole('button', { name: words.send, exact: true }).click();
	await comment(page, 'Mine had a lake').getByRole('img', { name: 'A lake' }).waitFor();
	const hers = await open(ana);
	const shown = comment(hers, 'Mine had a lake').getByRole('img', { name: 'A lake' });
	await shown.waitFor();
	const isDrawn = () =>
		shown.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0);
	await expect.poll(isDrawn).toBe(true);
});

it('what is typed survives a reload, and pressing twice posts once', async () => {
	const page = await open(cem);
	await page.getByRole('textbox', { name: words.write }).fill('Half a sentence');
	await page.reload();
	const area = page.getByRole('textbox', { name: words.write });
	await expect.poll(() => area.inputValue()).toBe('Half a sentence');
	await page.getByRole('button', { name: words.send, exact: true }).dblclick();
	await comment(page, 'Half a sentence')
		.getByRole('button', { name: words.more('') })
		.waitFor();
	const answer = await cem.context.request.get(`/api/v1/posts/${post.id}/comments?limit=100`);
	const { items } = (await answer.json()) as { items: { content: string | null }[] };
	expect(items.filter(({ content }) => content === 'Half a sentence')).toHaveLength(1);
});

it('a comment that could not be sent says so and is sent again', async () => {
	const page = await open(cem);
	await page.route('**/comments', (route) =>
		route.request().method() === 'POST' ? route.abort() : route.fallback(),
	);
	await page.getByRole('textbox', { name: words.write }).fill('Through a tunnel');
	await page.getByRole('button', { name: words.send, exact: true }).click();
	await comment(page, 'Through a tunnel').getByRole('alert').waitFor();
	await page.unroute('**/comments');
	await comment(page, 'Through a tunnel').getByRole('button', { name: ui.retry }).click();
	await comment(page, 'Through a tunnel')
		.getByRole('button', { name: words.more('') })
		.waitFor();
});

it('a link leads to a comment, opens what is above it, and marks it', async () => {
	const top = await said(ben, 'Far up');
	const below = await said(cem, 'Further down', top);
	const page = await open(ana, `?comment=${below}`);
	const marked = comment(page, 'Further down');
	await marked.waitFor();
	await expect.poll(() => marked.evaluate((element) => element === document.activeElement)).toBe(true);
	expect(await marked.getAttribute('class')).toContain('marked');
	const inView = () =>
		marked.evaluate((element) => {
			const { top: from, bottom } = element.getBoundingClientRect();
			return from >= 0 && bottom <= innerHeight;
		});
	await expect.poll(inView).toBe(true);
});

it('who is blocked is not heard any more, by the two of them alone', async () => {
	await said(cem, 'Says Cem');
	const page = await open(ben);
	await comment(page, 'Says Cem')
		.getByRole('button', { name: words.more('') })
		.click();
	await page
		.getByRole('group', { name: 'Cem Example' })
		.getByRole('menuitem', { name: relations.menu.block })
		.click();
	await page
		.getByRole('alertdialog')
		.getByRole('button', { name: relations.confirm.block.act, exact: true })
		.click();
	await page.getByText('Says Cem').waitFor({ state: 'detached' });
	await open(ben);
	expect(await ben.page.getByText('Says Cem').count()).toBe(0);
	const hers = await open(ana);
	await comment(hers, 'Says Cem').waitFor();
	await block(ben, cem);
});

it('a thumb writes an answer on a small screen, where nothing sticks out', async () => {
	const storageState = await ana.context.storageState();
	const context = await browser.newContext({
		...PHONE,
		baseURL: kith.address,
		locale: 'en-GB',
		storageState,
		viewport: { width: 320, height: 700 },
	});
	const page = await context.newPage();
	await page.goto(`/posts/${post.id}`);
	await comment(page, 'Level one').waitFor();
	await page
		.getByRole('listitem')
		.filter({ has: comment(page, 'Level one') })
		.getByRole('button', { name: words.viewReplies(1) })
		.tap();
	await comment(page, 'Level two').getByRole('button', { name: words.reply }).tap();
	await page.getByRole('textbox', { name: words.replyTo('Ana Example') }).fill('By thumb');
	await page.getByRole('button', { name: words.sendReply, exact: true }).last().tap();
	await comment(page, 'By thumb').waitFor();
	const width = await page.evaluate(() => document.documentElement.scrollWidth);
	expect(width).toBeLessThanOrEqual(320);
	expect(await barriers(page)).toEqual([]);
	await context.close();
});

it('the key c goes to the place to write, and nothing in the consoles complains', async () => {
	const page = await open(ana);
	await comment(page, 'Level one').waitFor();
	await page.keyboard.press('c');
	const area = page.getByRole('textbox', { name: words.write });
	await expect.poll(() => area.evaluate((element) => element === document.activeElement)).toBe(true);
	for (const who of [ana, ben]) expect(who.complaints()).toEqual([]);
	expect(cem.complaints(/Failed to load resource/)).toEqual([]);
});
