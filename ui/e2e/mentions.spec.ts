import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Locator, Page } from 'playwright-core';
import { words as composing } from '../src/lib/words/composer';
import { words as posts } from '../src/lib/words/posts';
import { words as shell } from '../src/lib/words/shell';
import { words as tags } from '../src/lib/words/tags';
import { words as text } from '../src/lib/words/text';
import { PHONE, barriers, startBrowser } from './browser';
import { befriend, block, join, type Member } from './circle';
import { Visitor } from './member';
import { Kith } from './server';

let kith: Kith;
let browser: Browser;
let ana: Member;
let ben: Member;
let cid: Member;

beforeAll(async () => {
	[kith, browser] = await Promise.all([Kith.start(), startBrowser()]);
	ana = await join(browser, kith.address, 'Ana');
	ben = await join(browser, kith.address, 'Ben');
	cid = await join(browser, kith.address, 'Cid');
	await befriend(ana, ben);
	await block(cid, ana);
});

afterAll(async () => {
	await browser.close();
	await kith.stop();
});

/** Opens the composer without what an earlier journey left in it, and gives the dialog and its text. */
async function writing(page: Page): Promise<{ composer: Locator; area: Locator }> {
	await page.goto('/');
	await page.getByRole('region', { name: posts.writePost }).getByRole('button').first().click();
	const composer = page.getByRole('dialog', { name: posts.newPost });
	const area = composer.getByLabel(composing.text);
	await area.fill('');
	return { composer, area };
}

const cardOf = (page: Page, words: string) => page.getByRole('article').filter({ hasText: words });

/** Publishes through the API; gives the path of the post’s page. */
async function published(who: Member, content: string): Promise<string> {
	const answer = await who.context.request.post('/api/v1/posts', { data: { content, audience: 'public' } });
	expect(answer.status()).toBe(201);
	return `/posts/${((await answer.json()) as { id: string }).id}`;
}

describe('mentioning somebody', () => {
	it('is done by keyboard, and the name leads to them', async () => {
		const { page } = ana;
		const { composer, area } = await writing(page);
		await area.pressSequentially('Tea, @');
		const people = composer.getByRole('listbox', { name: text.people });
		await people.getByRole('option', { name: 'Ben Example' }).waitFor();
		await area.pressSequentially('Be');
		await page.keyboard.press('Enter');
		await people.waitFor({ state: 'hidden' });
		expect(await area.inputValue()).toBe('Tea, @ben_example ');
		await area.pressSequentially('at four?');
		await composer.getByRole('button', { name: composing.publish, exact: true }).click();
		await composer.waitFor({ state: 'hidden' });
		await cardOf(page, 'Tea, ').getByRole('link', { name: '@ben_example' }).click();
		await page.getByRole('heading', { name: 'Ben Example', level: 1 }).waitFor();
	});

	it('closes what is proposed with Esc, and not the composer', async () => {
		const { page } = ana;
		const { composer, area } = await writing(page);
		await area.pressSequentially('@be');
		const option = composer.getByRole('option', { name: 'Ben Example' });
		await option.waitFor();
		expect(await barriers(page)).toEqual([]);
		await page.keyboard.press('Escape');
		await option.waitFor({ state: 'hidden' });
		await composer.waitFor();
		expect(await area.inputValue()).toBe('@be');
		await area.fill('');
		await page.keyboard.press('Escape');
		await composer.waitFor({ state: 'hidden' });
	});

	it('is done by finger on a phone, where the list keeps clear of the edges', async () => {
		const phone = await Visitor.arrive(browser, kith.address, PHONE);
		await phone.logIn(ana.handle);
		const { composer, area } = await writing(phone.page);
		await area.pressSequentially('Who is in?\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n@ben');
		const option = composer.getByRole('option', { name: 'Ben Example' });
		await option.waitFor();
		// What is left when a keyboard comes up.
		await phone.page.setViewportSize({ width: 390, height: 420 });
		await expect.poll(async () => within(await boxOf(option), 420)).toBe(true);
		await option.tap();
		expect(await area.inputValue()).toMatch(/@ben_example $/);
		expect(await area.evaluate((element) => element === document.activeElement)).toBe(true);
		expect(phone.complaints()).toEqual([]);
		await phone.context.close();
	});

	it('of who cannot see the post is told to the writer, and lets nobody in', async () => {
		const { page } = ana;
		const answer = await ana.context.request.put('/api/v1/me/default-audience', {
			data: { audience: 'only_me' },
		});
		expect(answer.ok()).toBe(true);
		const { composer, area } = await writing(page);
		await area.fill('A gift for @ben_example');
		await composer.getByRole('option', { name: 'Ben Example' }).waitFor();
		await page.keyboard.press('Escape');
		await composer.getByRole('button', { name: composing.publish, exact: true }).click();
		await page.getByText(posts.unreached(['ben_example'])).waitFor();
		await ben.page.goto('/');
		await cardOf(ben.page, 'Tea, ').waitFor();
		expect(await cardOf(ben.page, 'A gift for').count()).toBe(0);
	});

	it('of who blocks one is not possible: nobody is proposed, and the handle stays words', async () => {
		const { page } = ana;
		const path = await published(ana, 'Where is @cid_example today? @ben_example knows.');
		await page.goto(path);
		const card = cardOf(page, 'Where is');
		await card.getByRole('link', { name: '@ben_example' }).waitFor();
		expect(await card.getByRole('link', { name: '@cid_example' }).count()).toBe(0);
		const { composer, area } = await writing(page);
		const asked = page.waitForResponse((response) => response.url().includes('/search?q=cid_e'));
		await area.pressSequentially('@cid_e');
		await (await asked).finished();
		expect(await composer.getByRole('option').count()).toBe(0);
	});
});

describe('a tag', () => {
	it('leads to its page, which is followed', async () => {
		const { page } = ben;
		await published(ana, 'Up to the knees in #Snow');
		await page.goto(await published(ben, 'Snowed in. #snow'));
		await page.getByRole('link', { name: '#snow', exact: true }).click();
		await page.getByRole('heading', { name: '#snow', level: 1 }).waitFor();
		expect(await page.title()).toBe(shell.title('#snow'));
		await cardOf(page, 'Up to the knees').waitFor();
		await page.getByText(tags.posts(2, 100)).waitFor();
		await page.getByRole('button', { name: tags.followTag('snow') }).click();
		await page.getByRole('button', { name: tags.unfollowTag('snow') }).waitFor();
		await page.reload();
		await page.getByRole('button', { name: tags.unfollowTag('snow') }).waitFor();
		await page.getByRole('link', { name: tags.followed }).click();
		await page.getByRole('heading', { name: tags.followed, level: 1 }).waitFor();
		await page.getByRole('link', { name: '#snow', exact: true }).waitFor();
	});

	it('that nobody uses says so, and one that is none is not found', async () => {
		const { page } = ben;
		await page.goto('/tags/Silence');
		await page.getByText(tags.emptyTitle('silence')).waitFor();
		await page.goto('/tags/2026');
		await page.getByText(shell.notFoundTitle).waitFor();
	});

	it('is completed while it is typed', async () => {
		const { page } = ana;
		const { composer, area } = await writing(page);
		await area.pressSequentially('#sn');
		await composer.getByRole('option', { name: 'snow' }).waitFor();
		await page.keyboard.press('Tab');
		expect(await area.inputValue()).toBe('#snow ');
	});
});

describe('what people write', () => {
	it('looks as it was meant', async () => {
		const { page } = ben;
		const path = await published(
			ana,
			'**Bread** and *butter*, `2 + 2`\n\n> said Gran\n\n1. flour\n2. water\n\n```\nlet it = rest;\n```\n\n[the plan](https://a.example/b)',
		);
		await page.goto(path);
		const card = cardOf(page, 'Bread');
		await card.locator('strong', { hasText: 'Bread' }).waitFor();
		expect(await card.locator('em').textContent()).toBe('butter');
		expect(await card.locator('p code').textContent()).toBe('2 + 2');
		expect(await card.locator('blockquote').textContent()).toContain('said Gran');
		expect(await card.locator('ol > li').count()).toBe(2);
		expect(await card.locator('pre').textContent()).toBe('let it = rest;');
		const link = card.getByRole('link', { name: 'the plan' });
		expect(await link.getAttribute('rel')).toBe('noopener noreferrer nofollow ugc');
		await card.getByText('(a.example)').waitFor();
		expect(await barriers(page)).toEqual([]);
	});

	it('is bold and italic by key', async () => {
		const { page } = ana;
		const { composer, area } = await writing(page);
		await area.fill('very cold');
		await area.evaluate((element: HTMLTextAreaElement) => element.setSelectionRange(0, 4));
		await page.keyboard.press('Control+b');
		expect(await area.inputValue()).toBe('**very** cold');
		await page.keyboard.press('Control+z');
		expect(await area.inputValue()).toBe('very cold');
		await page.keyboard.press('Control+i');
		expect(await area.inputValue()).toBe('*very* cold');
		await composer.getByText(text.hint).waitFor();
	});

	it('does nothing, whatever it is', async () => {
		const { page } = ben;
		const hostile = [
			'<img src=x onerror="document.title=1"> *a*',
			'<script>document.title=1</script> **b**',
			'[c](javascript:document.title=1) `c`',
			'<javascript:document.title=1> *d*',
			'[e](data:text/html,<script>1</script>) _e_',
			'![f](https://evil.example/f.png) *f*',
			'<svg onload=document.title=1> *g*',
			'<iframe src="https://evil.example"></iframe> *h*',
			'[i](https://kith.example@evil.example) *i*',
			`${'> '.repeat(4_000)}*j*`,
			`${'*'.repeat(9_000)}k`,
		];
		for (const content of hostile) {
			const path = await published(ana, content);
			await page.goto(path);
			const article = page.getByRole('article');
			await article.waitFor();
			const made = await article.evaluate((element) => {
				const written = element.querySelector('.written');
				const kinds = 'script, img, iframe, svg, style, object, embed, form, [onerror], [onload]';
				return {
					strange: written?.querySelectorAll(kinds).length,
					nodes: written?.querySelectorAll('*').length ?? 0,
					links: [...(written?.querySelectorAll('a') ?? [])].map(({ href }) => href),
					shown: written?.textContent?.trim(),
				};
			});
			expect(made.strange, content).toBe(0);
			expect(made.nodes).toBeLessThan(60);
			expect(made.shown?.length).toBeGreaterThan(0);
			for (const link of made.links) expect(link).toMatch(/^https:\/\/evil\.example\/(f\.png)?$/);
			expect(await page.title()).not.toBe('1');
		}
		expect(ben.complaints(/404 \(Not Found\)/)).toEqual([]);
	});

	it('folds when what is shown of it is long, and unfolds', async () => {
		const { page } = ben;
		const lines = Array.from({ length: 14 }, (_, line) => `- line **${line}**`).join('\n');
		await published(ana, `A long list:\n\n${lines}`);
		await published(ana, `Short: [x](https://a.example/${'x'.repeat(600)})`);
		await page.goto('/');
		const long = cardOf(page, 'A long list');
		const last = long.getByText('line 13');
		const fold = long.getByRole('button', { name: text.seeMore });
		await fold.waitFor();
		const written = long.locator('.written');
		const height = async () => (await boxOf(written)).height;
		const folded = await height();
		await fold.click();
		await last.waitFor();
		expect(await height()).toBeGreaterThan(2 * folded);
		await long.getByRole('button', { name: text.seeLess }).click();
		await expect.poll(height).toBe(folded);
		expect(await cardOf(page, 'Short:').getByRole('button', { name: text.seeMore }).count()).toBe(0);
	});

	it('does not move after it is drawn', async () => {
		const { page } = ben;
		await page.addInitScript(() => {
			const moved = { by: 0 };
			Object.assign(window, { moved });
			new PerformanceObserver((list) => {
				for (const entry of list.getEntries())
					moved.by += (entry as unknown as { value: number }).value;
			}).observe({ type: 'layout-shift', buffered: true });
		});
		await page.goto('/', { waitUntil: 'networkidle' });
		await cardOf(page, 'A long list').locator('strong').first().waitFor();
		const by = await page.evaluate(() => (window as unknown as { moved: { by: number } }).moved.by);
		expect(by).toBeLessThan(0.01);
	});

	it('leaves the console silent', () => {
		expect(ana.complaints()).toEqual([]);
		expect(ben.complaints(/404 \(Not Found\)/)).toEqual([]);
	});
});

async function boxOf(element: Locator): Promise<{ y: number; height: number }> {
	return (await element.boundingBox()) ?? { y: -1, height: 0 };
}

function within({ y, height }: { y: number; height: number }, bottom: number): boolean {
	return y >= 0 && height > 0 && y + height <= bottom;
}
