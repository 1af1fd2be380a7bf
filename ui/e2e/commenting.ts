import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import { words } from '../src/lib/words/comments';
import type { Member } from './circle';

/** Opens the page of a post and waits for what is said below it. */
export async function openComments({ page }: Member, post: string, query = ''): Promise<Page> {
	await page.goto(`/posts/${post}${query}`);
	await page.getByRole('heading', { name: words.comments }).waitFor();
	return page;
}

/** The comment itself, without what answers it. */
export const comment = (page: Page, text: string) =>
	page.getByRole('article').filter({ hasText: text }).last();

/** Comments through the API, as a program would; gives the id. */
export async function say(who: Member, post: string, content: string, parent?: string): Promise<string> {
	const data = { content, ...(parent && { parent_id: parent }) };
	const answer = await who.context.request.post(`/api/v1/posts/${post}/comments`, { data });
	expect(answer.status()).toBe(201);
	return ((await answer.json()) as { id: string }).id;
}

/** Chooses in the menu of the comment. */
export async function choose(page: Page, text: string, item: string): Promise<void> {
	await comment(page, text)
		.getByRole('button', { name: words.more('') })
		.click();
	await page.getByRole('menuitem', { name: item }).click();
}
