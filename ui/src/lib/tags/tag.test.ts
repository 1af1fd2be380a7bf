import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Toasts } from '$lib/ui/feedback/toasts.svelte';
import { words } from '$lib/words/tags';
import { TagState } from './tag.svelte';

let asked: string[];
let answers: (() => Response)[];
const tag = (following: boolean) => () => Response.json({ tag: 'snow', following, post_count: 3 });
const refused = (status: number) => () => Response.json({ code: 'x', detail: 'No.' }, { status });

beforeEach(() => {
	asked = [];
	answers = [];
	vi.stubGlobal('fetch', async (request: Request) => {
		asked.push(`${request.method} ${new URL(request.url).pathname.replace('/api/v1', '')}`);
		return answers.shift()?.() ?? refused(500)();
	});
});

afterEach(() => vi.unstubAllGlobals());

async function loaded(following = false) {
	const toasts = new Toasts();
	const state = new TagState('Snow', toasts);
	answers.push(tag(following));
	await state.load();
	return { state, toasts };
}

describe('a tag', () => {
	it('is followed at once, and no longer at once', async () => {
		const { state } = await loaded();
		answers.push(tag(true), tag(false));
		const done = state.follow(true);
		expect(state.value?.following).toBe(true);
		await done;
		const undone = state.follow(false);
		expect(state.value?.following).toBe(false);
		await undone;
		expect(asked).toEqual(['GET /tags/Snow', 'PUT /tags/snow/follow', 'DELETE /tags/snow/follow']);
	});

	it('is not followed after all when that is refused, and says why', async () => {
		const { state, toasts } = await loaded();
		answers.push(refused(409));
		await state.follow(true);
		expect(state.value?.following).toBe(false);
		expect(toasts.list[0]?.text).toBe(words.notFollowed('snow', 'No.'));
	});

	it('believes the answer to what was wanted last', async () => {
		const { state } = await loaded();
		answers.push(tag(true), tag(false));
		await Promise.all([state.follow(true), state.follow(false)]);
		expect(state.value?.following).toBe(false);
	});

	it('asks nothing for what is so already', async () => {
		const { state } = await loaded(true);
		await state.follow(true);
		expect(asked).toHaveLength(1);
	});

	it.each([
		[404, 'missing'],
		[503, 'failed'],
	])('that answers %i is %s', async (status, expected) => {
		const state = new TagState('2026', new Toasts());
		answers.push(refused(status));
		await state.load();
		expect(state.status).toBe(expected);
	});
});
