import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { upload } from '$lib/api/upload';
import { DraftStore } from './draft';
import { LivePost } from './live-post.svelte';
import { gif, json, post, World } from './testing/composer';

vi.mock('$lib/api/upload');

let world: World;

beforeEach(() => (world = new World(upload)));

afterEach(() => vi.unstubAllGlobals());

describe('a draft', () => {
	it('is there after a reload, with its pictures and their descriptions', async () => {
		const composer = world.open();
		composer.content = 'Hello';
		composer.hasTitle = true;
		composer.title = 'Title';
		composer.audience = 'only_me';
		composer.addFiles([gif('a')]);
		await composer.uploads.settled();
		const [picture] = composer.uploads.list;
		if (picture) picture.altText = 'Hills';
		composer.save();

		const reloaded = world.open();
		expect(reloaded).toMatchObject({
			content: 'Hello',
			title: 'Title',
			hasTitle: true,
			audience: 'only_me',
		});
		expect(reloaded.uploads.list[0]).toMatchObject({
			altText: 'Hills',
			media: { id: '1' },
			status: 'done',
		});
	});

	it('loses its pictures before the server clears them away', async () => {
		const composer = world.open();
		composer.content = 'Hello';
		composer.addFiles([gif('a')]);
		await composer.uploads.settled();
		composer.save();
		world.now = 21 * 60 * 60 * 1000;
		expect(world.open().content).toBe('Hello');
		expect(world.open().uploads.list).toEqual([]);
	});

	it('is thrown away with what was uploaded for it', async () => {
		const composer = world.open();
		composer.write();
		composer.content = 'Hello';
		composer.addFiles([gif('a')]);
		await composer.uploads.settled();
		composer.discard();
		expect([composer.isOpen, composer.isDirty]).toEqual([false, false]);
		await vi.waitFor(() => expect(world.asked.map(({ call }) => call)).toEqual(['DELETE /media/1']));
		expect(world.open().isDirty).toBe(false);
	});

	it('of another tab is not thrown away by one that has none', () => {
		const [idle, busy] = [world.open(), world.open()];
		busy.write();
		busy.content = 'Hello';
		busy.save();
		idle.save();
		expect(world.open().content).toBe('Hello');
		idle.write();
		expect(idle.content).toBe('Hello');
	});

	it('is not written back as it was by a tab that has only read it', () => {
		const first = world.open();
		first.content = 'Hello';
		first.save();
		const second = world.open();
		first.content = 'Hello again';
		first.save();
		second.save();
		expect(world.open().content).toBe('Hello again');
		second.follow();
		expect(second.content).toBe('Hello again');
	});

	it('that was published in one tab does not come back in another', async () => {
		const first = world.open();
		first.addFiles([gif('a')]);
		await first.uploads.settled();
		first.content = 'Hello';
		first.save();
		const second = world.open();
		expect(second.uploads.list).toHaveLength(1);
		world.answers = [json(201, post())];
		await first.submit();
		second.follow();
		expect([second.isDirty, second.uploads.list.length]).toEqual([false, 0]);
		second.save();
		expect(world.open().isDirty).toBe(false);
		expect(world.asked.map(({ call }) => call)).toEqual(['POST /posts']);
	});

	it('is followed only where nothing is being written', () => {
		const [first, second] = [world.open(), world.open()];
		second.write();
		second.content = 'Mine';
		first.content = 'Theirs';
		first.save();
		second.follow();
		expect(second.content).toBe('Mine');
		second.keepDraft();
		expect(world.open().content).toBe('Mine');
	});

	it('stays where the browser keeps nothing', () => {
		const refuse = () => {
			throw new Error('Forbidden');
		};
		vi.spyOn(Storage.prototype, 'getItem').mockImplementation(refuse);
		vi.spyOn(Storage.prototype, 'setItem').mockImplementation(refuse);
		const composer = world.open();
		composer.write();
		composer.content = 'Hello';
		composer.keepDraft();
		composer.write();
		expect(composer.content).toBe('Hello');
	});

	it('belongs to one member', () => {
		const composer = world.open();
		composer.content = 'Hello';
		composer.save();
		expect(new DraftStore('2').read()).toBeUndefined();
	});

	it.each(['', 'null', '[]', '{', '{"content":5,"pictures":[{}],"attempt":1}'])(
		'that is damaged is none: %j',
		(stored) => {
			localStorage.setItem('kith:draft:1', stored);
			expect(world.open().isDirty).toBe(false);
		},
	);
});

describe('the words of a post that is changed', () => {
	const live = () => new LivePost(post({ title: 'Tea', content_warning: 'Hot' }));

	it('are there when the session ended before they were saved', async () => {
		const composer = world.open();
		composer.edit(live());
		Object.assign(composer, { content: 'Hello again', title: '', hasTitle: false });
		composer.save();
		world.answers = [json(401, { code: 'unauthenticated' })];
		expect(await composer.submit()).toBe(false);

		const after = world.open();
		expect(after.content).toBe('');
		after.edit(live());
		expect(after).toMatchObject({ content: 'Hello again', title: '', hasTitle: false, isDirty: true });
		expect(after.audience).toBe('public');
	});

	it.each(['Very hot', ''])('are kept with what is said before it is shown: “%s”', (warning) => {
		const composer = world.open();
		composer.edit(live());
		Object.assign(composer, { warning, hasWarning: warning !== '' });
		composer.save();
		const after = world.open();
		after.edit(live());
		expect(after).toMatchObject({ warning, hasWarning: warning !== '', isDirty: true });
	});

	it('are forgotten once they are saved, or not wanted', async () => {
		const composer = world.open();
		composer.edit(live());
		composer.content = 'Hello again';
		composer.save();
		world.answers = [json(200, post({ content: 'Hello again' }))];
		expect(await composer.submit()).toBe(true);
		expect(sessionStorage).toHaveLength(0);

		composer.edit(live());
		composer.content = 'Never mind';
		composer.save();
		composer.discard();
		expect(sessionStorage).toHaveLength(0);
	});
});
