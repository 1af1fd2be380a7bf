import type { Locator, Page } from 'playwright-core';
import { words } from '../src/lib/words/groups';

export const button = (page: Page | Locator, name: string) => page.getByRole('button', { name, exact: true });

/** The button that says what part the member has in a group. */
export const partIn = (page: Page, says: string, title: string) => button(page, words.yourPart(says, title));
export const asking = (page: Page, says: string, title: string) => button(page, words.joinOne(says, title));

/** Answers a question with yes. */
export async function confirm(page: Page, title: string, verb: string): Promise<void> {
	await button(page.getByRole('alertdialog', { name: title }), verb).click();
}
