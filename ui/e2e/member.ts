import { expect } from 'vitest';
import type {
	APIRequestContext,
	Browser,
	BrowserContext,
	BrowserContextOptions,
	Page,
} from 'playwright-core';
import { DESKTOP, PHONE } from './browser';

export const PASSWORD = 'walnut lantern drift 9';

/** Somebody with a browser of their own. Everything that goes wrong in its console is kept for the end. */
export class Visitor {
	readonly faults: string[] = [];

	private constructor(
		readonly context: BrowserContext,
		readonly page: Page,
		readonly address: string,
	) {
		page.on('pageerror', (error) => this.faults.push(String(error)));
		page.on('console', (message) => {
			if (message.type() === 'error' || message.type() === 'warning') this.faults.push(message.text());
		});
	}

	static async arrive(
		browser: Browser,
		address: string,
		options: BrowserContextOptions = { viewport: DESKTOP },
	): Promise<Visitor> {
		const context = await browser.newContext({ baseURL: address, locale: 'en-GB', ...options });
		context.setDefaultTimeout(15_000);
		callAgainWhenHungUp(context.request);
		return new Visitor(context, await context.newPage(), address);
	}

	/** Registers through the API, as a program would, and is logged in. */
	async join(firstName: string): Promise<string> {
		const answer = await this.context.request.post('/api/v1/auth/register', {
			data: {
				email: `${firstName.toLowerCase()}@example.org`,
				password: PASSWORD,
				first_name: firstName,
				last_name: 'Example',
				date_of_birth: '1991-05-17',
				gender: 'prefer_not_to_say',
			},
		});
		expect(answer.status()).toBe(201);
		const member = (await answer.json()) as { handle: string };
		return member.handle;
	}

	/** Logs in through the API as somebody who has joined. */
	async logIn(login: string): Promise<void> {
		const data = { login, password: PASSWORD };
		const answer = await this.context.request.post('/api/v1/auth/login', { data });
		expect(answer.status()).toBe(200);
	}

	/** The page of the same person with a phone in hand: logged in there too, and what goes wrong is kept here. */
	async onPhone(browser: Browser): Promise<Page> {
		const storageState = await this.context.storageState();
		const context = await browser.newContext({
			baseURL: this.address,
			locale: 'en-GB',
			storageState,
			...PHONE,
		});
		const phone = await context.newPage();
		phone.on('console', (message) => message.type() === 'error' && this.faults.push(message.text()));
		return phone;
	}

	/** What the console complained about, apart from `expected` answers of the server. */
	complaints(...expected: RegExp[]): string[] {
		return this.faults.filter((fault) => !expected.some((pattern) => pattern.test(fault)));
	}
}

/**
 * Sends a call once more when the server has hung up on an idle connection just as the call took it, as browsers do.
 * All verbs of a request context go through its `fetch`.
 */
function callAgainWhenHungUp(request: APIRequestContext): void {
	const fetch = request.fetch.bind(request);
	request.fetch = (call, options) => fetch(call, { maxRetries: 2, ...options });
}
