import { vi } from 'vitest';
import type { Me } from '$lib/session/session.svelte';
import { Toasts } from '$lib/ui/feedback/toasts.svelte';
import type { Comment } from '../comment';
import type { LiveComment } from '../live-comment.svelte';
import { Thread } from '../thread.svelte';

export const me = { id: '1', handle: 'ana', display_name: 'Ana Sousa' } as Me;

export const comment = (id: string, change: Partial<Comment> = {}) =>
	({
		id,
		post_id: '9',
		parent_id: null,
		depth: 0,
		author: { id: '2', handle: 'ben', display_name: 'Ben Levi' },
		content: `Comment ${id}`,
		media: null,
		mentions: [],
		unreached_mentions: null,
		reply_count: 0,
		reactions: { total: 0, by_kind: {}, mine: null },
		created_at: '2026-11-21T09:30:00.000Z',
		edited_at: null,
		deleted: false,
		can: { edit: true, delete: true, reply: true },
		...change,
	}) as Comment;

export const page = (items: readonly Comment[], next_cursor: string | null = null) => ({
	items,
	next_cursor,
});

export const json = (status: number, body: unknown) =>
	new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

/** Done without a word, or a list with nothing in it. */
const nothing = ({ method }: Request) =>
	method === 'GET' ? json(200, page([])) : new Response(null, { status: 204 });

/** A server that gives the `answers` one after the other. */
export class Server {
	asked: { call: string; key: string | null; body: unknown }[] = [];
	answers: (Response | Error | Promise<Response>)[] = [];

	constructor() {
		sessionStorage.clear();
		vi.stubGlobal('fetch', (request: Request) => this.#answer(request));
	}

	get calls(): string[] {
		return this.asked.map(({ call }) => call);
	}

	async #answer(request: Request): Promise<Response> {
		const { pathname, search } = new URL(request.url);
		const body = await request.text();
		this.asked.push({
			call: `${request.method} ${pathname.replace('/api/v1', '')}${search}`,
			key: request.headers.get('idempotency-key'),
			body: body ? JSON.parse(body) : undefined,
		});
		const answer = await (this.answers.shift() ?? nothing(request));
		if (answer instanceof Error) throw answer;
		return answer;
	}
}

/** With the thread of a post. */
export class World extends Server {
	counted = 0;
	readonly toasts = new Toasts();
	readonly thread = this.open();

	/** The thread as it is after a reload of the page. */
	open(): Thread {
		return new Thread(
			'9',
			() => me,
			this.toasts,
			(more) => (this.counted += more),
			() => false,
		);
	}

	get shown(): string[] {
		return this.thread.list.shown.map(({ id }) => id);
	}

	/** The thread with these comments on its first page. */
	async read(...ids: string[]): Promise<LiveComment[]> {
		this.answers.push(json(200, page(ids.map((id) => comment(id)))));
		await this.thread.show({});
		return ids.map((id) => this.thread.keep(comment(id)));
	}

	/** Writes on the post, or answers; false when there is nothing to be sent. */
	async write(content: string, to?: LiveComment): Promise<boolean> {
		const draft = this.thread.draft(to);
		draft.content = content;
		return (await this.thread.publish(draft, to)) !== undefined;
	}
}
