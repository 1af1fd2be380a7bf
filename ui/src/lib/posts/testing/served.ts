import { afterEach, beforeEach, vi } from 'vitest';
import { Toasts } from '$lib/ui/feedback/toasts.svelte';
import type { Post } from '../post';
import { Posts } from '../posts.svelte';

export const post = (change: Partial<Post> = {}): Post =>
	({ id: '5', content: 'Kettle is on.', title: null, audience: 'public', media: [], ...change }) as Post;

type Answer = { status: number; body?: unknown } | Error;

/** The posts of a page whose server gives prepared answers, one after the other. */
export class Served {
	answers: Answer[] = [];
	asked: string[] = [];
	toasts = new Toasts();
	posts = new Posts(this.toasts);
	#hold: Promise<void> | undefined;

	/** Stands in for the network in each test of the file. */
	static inEachTest(): Served {
		const served = new Served();
		beforeEach(() => {
			Object.assign(served, new Served());
			served.#hold = undefined;
			vi.stubGlobal('fetch', (request: Request) => served.#answer(request));
		});
		afterEach(() => vi.unstubAllGlobals());
		return served;
	}

	/** Holds the answers back until what it gives is called. */
	held(): () => void {
		let letGo: () => void = () => undefined;
		this.#hold = new Promise((resolve) => (letGo = resolve));
		return () => letGo();
	}

	said(): string[] {
		return this.toasts.list.map((toast) => toast.text);
	}

	/** Presses the button of the last message. */
	act(): void {
		this.toasts.act(this.toasts.list.at(-1)?.id ?? -1);
	}

	async #answer(request: Request): Promise<Response> {
		this.asked.push(`${request.method} ${new URL(request.url).pathname.replace('/api/v1', '')}`);
		await this.#hold;
		const answer = this.answers.shift() ?? new Error('No answer was prepared');
		if (answer instanceof Error) throw answer;
		const headers = { 'content-type': 'application/json' };
		return new Response(answer.body === undefined ? null : JSON.stringify(answer.body), {
			status: answer.status,
			headers,
		});
	}
}
