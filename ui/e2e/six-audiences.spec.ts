import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { words as feeds } from '../src/lib/words/feeds';
import { words as who } from '../src/lib/words/audience';
import { words as posts } from '../src/lib/words/posts';
import { words as shell } from '../src/lib/words/shell';
import { startBrowser } from './browser';
import { befriend, block, follow, join, publish, type Audience, type Member, type Published } from './circle';
import { Kith } from './server';

const AUDIENCES: readonly Audience[] = ['public', 'followers', 'friends', 'selected', 'unlisted', 'only_me'];
const VIEWERS = ['owner', 'friend', 'follower', 'named', 'stranger', 'blocked'] as const;
type Viewer = (typeof VIEWERS)[number];

/** Who opens a post by its address; in lists they are the same, but for the unlisted. */
const OPENS: Readonly<Record<Viewer, readonly Audience[]>> = {
	owner: AUDIENCES,
	friend: ['public', 'followers', 'friends', 'unlisted'],
	follower: ['public', 'followers', 'unlisted'],
	named: ['public', 'followers', 'selected', 'unlisted'],
	stranger: ['public', 'unlisted'],
	blocked: [],
};
const listed = (viewer: Viewer) =>
	viewer === 'owner' ? AUDIENCES : OPENS[viewer].filter((audience) => audience !== 'unlisted');
const textOf = (audience: Audience) => `A hill for ${audience}.`;

let kith: Kith;
let browser: Browser;
const people = {} as Record<Viewer, Member>;
const published = {} as Record<Audience, Published>;

beforeAll(async () => {
	[kith, browser] = await Promise.all([Kith.start(), startBrowser()]);
	for (const viewer of VIEWERS) {
		people[viewer] = await join(browser, kith.address, `${viewer[0]?.toUpperCase()}${viewer.slice(1)}`);
		// Lists draw what fits the window: in this one fits everything.
		await people[viewer].page.setViewportSize({ width: 1440, height: 7000 });
	}
	const { owner, friend, follower, named, blocked } = people;
	await befriend(owner, friend);
	for (const reader of [follower, named, blocked]) await follow(reader, owner);
	await block(owner, blocked);
	for (const audience of AUDIENCES) {
		published[audience] = await publish(owner, textOf(audience), audience, [named]);
	}
}, 120_000);

afterAll(async () => {
	await browser.close();
	await kith.stop();
});

/** Checks which of the owner's posts stand on a page, once all of the `list` that it shows are drawn. */
async function expectShown(viewer: Viewer, list: string): Promise<void> {
	const { page, context } = people[viewer];
	const ends = [feeds.end, feeds.endOfEveryone, feeds.endOfProfile, feeds.emptyTitle];
	await page.getByText(new RegExp(ends.join('|'))).waitFor();
	const answer = await context.request.get(`/api/v1${list}`);
	const { items } = (await answer.json()) as { items: unknown[] };
	await expect.poll(() => page.getByRole('article').count()).toBe(items.length);
	const texts = await page.getByRole('article').allInnerTexts();
	const shown = AUDIENCES.filter((audience) => texts.some((text) => text.includes(textOf(audience))));
	expect(shown).toEqual(listed(viewer));
}

describe.each(VIEWERS)('to the %s', (viewer) => {
	it('the API and the addresses of pictures give what is theirs to see', async () => {
		for (const audience of AUDIENCES) {
			const expected = OPENS[viewer].includes(audience) ? 200 : 404;
			const { id, file } = published[audience];
			for (const address of [`/api/v1/posts/${id}`, file]) {
				const answer = await people[viewer].context.request.get(address);
				expect(answer.status(), `${audience}: ${address}`).toBe(expected);
			}
		}
	});

	it('home shows what is theirs to see', async () => {
		const { page, context } = people[viewer];
		// Home is filled in the background: the newest that is theirs tells that it is.
		const newest = listed(viewer).at(-1);
		if (newest) {
			await expect
				.poll(async () => (await context.request.get('/api/v1/feeds/home')).text(), {
					timeout: 15_000,
				})
				.toContain(textOf(newest));
		}
		await page.goto('/');
		await expectShown(viewer, '/feeds/home');
	});

	it('the profile shows what is theirs to see', async () => {
		const { page } = people[viewer];
		await page.goto(`/@${people.owner.handle}`);
		if (viewer === 'blocked') {
			await page.getByText(shell.notFoundTitle).waitFor();
			return;
		}
		await expectShown(viewer, `/users/${people.owner.id}/posts`);
	});

	it('the page of a post opens, or is none', async () => {
		const { page } = people[viewer];
		for (const audience of AUDIENCES) {
			await page.goto(`/posts/${published[audience].id}`);
			const isTheirs = OPENS[viewer].includes(audience);
			await page.getByText(isTheirs ? textOf(audience) : shell.notFoundTitle).waitFor();
			expect(await page.getByText(textOf(audience)).count()).toBe(isTheirs ? 1 : 0);
		}
		expect(people[viewer].complaints(/404/)).toEqual([]);
	});
});

const WHY: readonly (readonly [Viewer, Audience, string])[] = [
	['stranger', 'public', who.because.public('Owner Example', 'public')],
	['follower', 'followers', who.because.follower('Owner Example', 'followers')],
	['friend', 'friends', who.because.friend('Owner Example', 'friends')],
	['named', 'selected', who.because.named('Owner Example', 'selected')],
	['stranger', 'unlisted', who.because.link('Owner Example', 'unlisted')],
];

it.each(WHY)('tells the %s why they see a post for %s', async (viewer, audience, sentence) => {
	const { page } = people[viewer];
	await page.goto(`/posts/${published[audience].id}`);
	await page.getByRole('button', { name: posts.more('Owner Example') }).click();
	await page.getByRole('menuitem', { name: posts.why }).click();
	await page.getByRole('dialog', { name: posts.why }).getByText(sentence).waitFor();
});

it('tells the owner whom a post names, and loses who no longer follows', async () => {
	const { owner, named } = people;
	await owner.page.goto(`/posts/${published.selected.id}`);
	await owner.page.getByRole('button', { name: posts.more('Owner Example') }).click();
	await owner.page.getByRole('menuitem', { name: posts.whoSees }).click();
	const dialog = owner.page.getByRole('dialog', { name: posts.whoSees });
	await dialog.getByText('Named Example').waitFor();
	await dialog.getByText(who.sees.selected(1, 1)).waitFor();

	const left = await named.context.request.delete(`/api/v1/users/${owner.id}/follow`);
	expect(left.ok()).toBe(true);
	for (const address of [`/api/v1/posts/${published.selected.id}`, published.selected.file]) {
		expect((await named.context.request.get(address)).status(), address).toBe(404);
	}
});
