import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Toasts } from '$lib/ui/feedback/toasts.svelte';
import type { AudienceHabit } from './audience';
import { Composer } from './composer.svelte';
import { DraftStore } from './draft';
import { LivePost } from './live-post.svelte';
import type { Person, Post } from './post';
import { Posts } from './posts.svelte';

let asked: { body: unknown }[] = [];
let answers: Response[] = [];
let habit: AudienceHabit;

const post = (change: Partial<Post> = {}) =>
	({ id: '9', content: 'Hello', title: null, audience: 'public', media: [], ...change }) as Post;
const json = (status: number, body: unknown) =>
	new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

/** The composer as it is after a reload of the page. */
function open(): Composer {
	return new Composer(new Posts(new Toasts()), new DraftStore('1'), habit, () => undefined);
}

beforeEach(() => {
	asked = [];
	answers = [];
	localStorage.clear();
	habit = {
		defaultAudience: 'public',
		choseAudience(audience) {
			Object.assign(habit, { defaultAudience: audience });
		},
	};
	vi.stubGlobal('fetch', async (request: Request) => {
		asked.push({ body: await request.json() });
		const answer = answers.shift();
		if (!answer) throw new Error('No answer was prepared');
		return answer;
	});
});

afterEach(() => vi.unstubAllGlobals());

describe('the audience of what is written', () => {
	const ben = { id: '2', display_name: 'Ben' } as Person;

	it('begins with the one that the member used last', async () => {
		Object.assign(habit, { defaultAudience: 'followers' });
		const composer = open();
		composer.write();
		expect(composer.audience).toBe('followers');
		composer.content = 'Hello';
		composer.audience = 'friends';
		answers = [json(201, post({ audience: 'friends' }))];
		await composer.submit();
		expect([habit.defaultAudience, composer.audience]).toEqual(['friends', 'friends']);
	});

	it('of selected people needs somebody, and names them', async () => {
		const composer = open();
		composer.content = 'Hello';
		composer.audience = 'selected';
		expect(await composer.submit()).toBe(false);
		expect(composer.form.error('selected')).toContain('at least one person');
		composer.selected = [ben];
		composer.save();
		expect(open().selected).toEqual([ben]);
		answers = [json(201, post({ audience: 'selected', selected: [ben] }))];
		expect(await composer.submit()).toBe(true);
		expect(asked[0]?.body).toMatchObject({ audience: 'selected', selected_user_ids: ['2'] });
		expect(composer.selected).toEqual([]);
	});

	it('says who cannot be named any more', async () => {
		const composer = open();
		composer.content = 'Hello';
		composer.audience = 'selected';
		composer.selected = [{ id: '1', display_name: 'Ana' } as Person, ben];
		const errors = [{ field: 'selected_user_ids.1', code: 'not_connected', message: 'No.' }];
		answers = [json(422, { code: 'validation', errors })];
		expect(await composer.submit()).toBe(false);
		expect(composer.form.error('selected')).toContain('Ben is neither');
	});

	it('of a post is changed with the people it names', async () => {
		const composer = open();
		const live = new LivePost(post({ audience: 'selected', selected: [ben] }));
		composer.edit(live);
		expect(composer.selected).toEqual([ben]);
		composer.selected = [];
		expect(composer.isDirty).toBe(true);
		composer.audience = 'friends';
		answers = [json(200, post({ audience: 'friends', selected: null }))];
		expect(await composer.submit()).toBe(true);
		expect(asked[0]?.body).toEqual({ audience: 'friends' });
		expect(live.value.selected).toBeNull();
	});
});
