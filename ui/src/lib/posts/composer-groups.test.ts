import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { upload } from '$lib/api/upload';
import { LivePost } from './live-post.svelte';
import { habit, json, post, World } from './testing/composer';

vi.mock('$lib/api/upload');

const choir = { id: '7', title: 'Harbour choir' };
let world: World;

beforeEach(() => (world = new World(upload)));

afterEach(() => {
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
});

describe('a post for a group', () => {
	it('says which one, and for the rest lets the group say for whom it is', async () => {
		const chosen = vi.spyOn(habit, 'choseAudience');
		const composer = world.open();
		world.answers = [json(201, post({ audience: 'group', group: choir }))];
		composer.write();
		Object.assign(composer, { content: 'Tuesday', audience: 'selected', group: choir });
		expect(await composer.submit()).toBe(true);
		expect(world.asked[0]?.body).toMatchObject({ content: 'Tuesday', group_id: '7' });
		expect(world.asked[0]?.body).not.toHaveProperty('audience');
		expect(world.asked[0]?.body).not.toHaveProperty('selected_user_ids');
		// The next post begins where it would have begun.
		expect(chosen).not.toHaveBeenCalled();
		composer.write();
		expect([composer.group, composer.audience]).toEqual([undefined, 'public']);
	});

	it('keeps its group with the draft, and no longer', () => {
		const composer = world.open();
		composer.write();
		Object.assign(composer, { content: 'Tuesday', group: choir });
		composer.keepDraft();
		expect(world.open().group).toEqual(choir);
		composer.write();
		composer.content = '';
		composer.keepDraft();
		composer.write();
		expect(composer.group).toBeUndefined();
	});

	it('is another attempt in another group', async () => {
		const composer = world.open();
		world.answers = [new TypeError('offline'), json(201, post())];
		composer.write();
		Object.assign(composer, { content: 'Tuesday', group: choir });
		await composer.submit();
		composer.group = { id: '8', title: 'Rowing' };
		await composer.submit();
		expect(world.asked[0]?.key).not.toBe(world.asked[1]?.key);
	});

	it('that was published stays in its group, and says nothing of it when it is changed', async () => {
		const composer = world.open();
		world.answers = [json(200, post({ content: 'Wednesday', audience: 'group', group: choir }))];
		composer.edit(new LivePost(post({ audience: 'group', group: choir })));
		expect([composer.group, composer.choosesPlace]).toEqual([choir, false]);
		composer.content = 'Wednesday';
		expect(await composer.submit()).toBe(true);
		expect(world.asked[0]?.body).toEqual({ content: 'Wednesday' });
		expect([composer.group, composer.choosesPlace]).toEqual([undefined, true]);
	});
});

describe('the composer on the page of a group', () => {
	it('posts there and nowhere else', async () => {
		const composer = world.open(choir);
		world.answers = [json(201, post())];
		composer.write();
		expect([composer.group, composer.choosesPlace]).toEqual([choir, false]);
		composer.content = 'Tuesday';
		await composer.submit();
		expect(world.asked[0]?.body).toMatchObject({ group_id: '7' });
		expect(composer.group).toEqual(choir);
	});

	it('has a draft of its own', () => {
		const composer = world.open(choir);
		composer.write();
		composer.content = 'Tuesday';
		composer.keepDraft();
		expect([world.open(choir).content, world.open(choir).group]).toEqual(['Tuesday', choir]);
		expect(world.open({ id: '8', title: 'Rowing' }).content).toBe('');
		expect(world.open().content).toBe('');
	});
});
