import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

/** Sizes that the pages are held to, in CSS pixels. */
export const DESKTOP = { width: 1440, height: 900 };
export const PHONE: BrowserContextOptions = {
	viewport: { width: 390, height: 844 },
	hasTouch: true,
	isMobile: true,
};

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Starts Debian's Chromium, or the one that `CHROMIUM` names. It speaks to nobody but the page. */
export function startBrowser(): Promise<Browser> {
	return chromium.launch({
		executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
			'--no-first-run',
		],
	});
}

/**
 * What is wrong with a page for people who cannot see, hear or point: one line for each place, best none. `within`
 * narrows it to what that selector finds.
 */
export async function barriers(page: Page, within = 'html'): Promise<string[]> {
	await settled(page);
	const { violations } = await new AxeBuilder({ page }).include(within).withTags(RULES).analyze();
	return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}

/** Once the server has done what a page asked it to do: what shows at once says nothing about that. */
export async function answered(page: Page, method: string, path: RegExp): Promise<void> {
	const answer = await page.waitForResponse((response) => {
		const { pathname } = new URL(response.url());
		return response.request().method() === method && path.test(pathname);
	});
	if (!answer.ok()) throw new Error(`${method} ${answer.url()}: ${answer.status()}`);
}

/** What fades in is judged by what it comes to, not by how it looks on the way. */
async function settled(page: Page): Promise<void> {
	await page.evaluate(async () => {
		const ending = document
			.getAnimations()
			.filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity);
		// One that is broken off has come to its end as well.
		await Promise.allSettled(ending.map(({ finished }) => finished));
	});
}
