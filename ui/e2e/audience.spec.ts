import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { words as shell } from '../src/lib/words/shell';
import { startBrowser } from './browser';
import { Visitor } from './member';
import { png } from './pictures';
import { Kith } from './server';

let kith: Kith;
let browser: Browser;
let ana: Visitor;
let ben: Visitor;

interface Post {
	id: string;
	media: { variants: Record<string, string> }[];
}

beforeAll(async () => {
	[kith, browser] = await Promise.all([Kith.start(), startBrowser()]);
	ana = await Visitor.arrive(browser, kith.address);
	ben = await Visitor.arrive(browser, kith.address);
	await ana.join('Ana');
	await ben.join('Ben');
});

afterAll(async () => {
	await browser.close();
	await kith.stop();
});

async function publish(content: string, audience: string): Promise<Post> {
	const upload = await ana.context.request.post('/api/v1/media', {
		multipart: { file: png('hill.png', 320, 200, [120, 150, 90]) },
	});
	expect(upload.status()).toBe(201);
	const { id } = (await upload.json()) as { id: string };
	const made = await ana.context.request.post('/api/v1/posts', {
		data: { content, audience, media: [{ id, alt_text: 'A hill' }] },
	});
	expect(made.status()).toBe(201);
	return (await made.json()) as Post;
}

it('a public post reaches another browser, picture and all', async () => {
	const post = await publish('For everyone', 'public');
	await ben.page.goto('/');
	const card = ben.page.getByRole('article').filter({ hasText: 'For everyone' });
	await card.getByRole('img', { name: 'A hill' }).waitFor();
	await ben.page.goto(`/posts/${post.id}`);
	await ben.page.getByText('For everyone').waitFor();
	expect(ben.complaints()).toEqual([]);
});

it('an unlisted post opens by its link and stands in no list', async () => {
	const post = await publish('For those with the link', 'unlisted');
	await ben.page.goto('/');
	await ben.page.getByText('For everyone').waitFor();
	expect(await ben.page.getByText('For those with the link').count()).toBe(0);
	await ben.page.goto(`/posts/${post.id}`);
	await ben.page.getByText('For those with the link').waitFor();
});

it('a private note is reached by no page, call or file address', async () => {
	const post = await publish('A note to myself', 'only_me');
	const file = post.media[0]?.variants['small'] ?? post.media[0]?.variants['thumb'] ?? '';
	expect((await ana.context.request.get(file)).status()).toBe(200);

	for (const address of [`/api/v1/posts/${post.id}`, file]) {
		const answer = await ben.context.request.get(address);
		expect(answer.status(), address).toBe(404);
	}
	await ben.page.goto(`/posts/${post.id}`);
	await ben.page.getByText(shell.notFoundTitle).waitFor();
	await ben.page.goto('/');
	await ben.page.getByText('For everyone').waitFor();
	expect(await ben.page.getByText('A note to myself').count()).toBe(0);
	expect(ben.complaints(/404/)).toEqual([]);
});
