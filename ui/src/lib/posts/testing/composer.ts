import { vi } from 'vitest';
import type { upload } from '$lib/api/upload';
import type { Media } from '$lib/media/media';
import { Toasts } from '$lib/ui/feedback/toasts.svelte';
import type { AudienceHabit } from '../audience';
import { Composer } from '../composer.svelte';
import { DraftStore } from '../draft';
import type { LivePost } from '../live-post.svelte';
import type { Group, Post } from '../post';
import { Posts } from '../posts.svelte';

export const habit: AudienceHabit = { defaultAudience: 'public', choseAudience: () => undefined };

export const post = (change: Partial<Post> = {}) =>
	({ id: '9', content: 'Hello', title: null, audience: 'public', media: [], ...change }) as Post;
export const media = (id: string, alt_text = '') =>
	({ id, alt_text, variants: { small: `/${id}` } }) as unknown as Media;
export const json = (status: number, body: unknown) =>
	new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
export const gif = (name: string) => new File(['GIF89a…'], name);

/** A browser without a draft, and a server that takes pictures and gives the `answers` one after the other. */
export class World {
	asked: { call: string; key: string | null; body: unknown }[] = [];
	answers: (Response | Error)[] = [];
	published: LivePost[] = [];
	now = 0;

	constructor(sent: typeof upload) {
		localStorage.clear();
		sessionStorage.clear();
		let last = 0;
		vi.mocked(sent).mockImplementation(async () => media(String((last += 1))));
		vi.stubGlobal('fetch', (request: Request) => this.#answer(request));
		URL.createObjectURL = () => 'blob:x';
		URL.revokeObjectURL = () => undefined;
	}

	/** The composer as it is after a reload of the page, or in another tab; the one of a group’s page with `group`. */
	open(group?: Group): Composer {
		const drafts = new DraftStore('1', () => this.now, group?.id);
		const published = (live: LivePost) => void this.published.push(live);
		return new Composer(new Posts(new Toasts()), drafts, habit, published, group);
	}

	async #answer(request: Request): Promise<Response> {
		this.asked.push({
			call: `${request.method} ${new URL(request.url).pathname.replace('/api/v1', '')}`,
			key: request.headers.get('idempotency-key'),
			body: request.method === 'DELETE' ? undefined : await request.json(),
		});
		const answer = this.answers.shift() ?? new Response(null, { status: 204 });
		if (answer instanceof Error) throw answer;
		return answer;
	}
}
