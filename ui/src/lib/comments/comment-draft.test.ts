import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { upload } from '$lib/api/upload';
import type { Media } from '$lib/media/media';
import { comment, json, World } from './testing/world';

vi.mock('$lib/api/upload');

let world: World;
let arrive: (media: Media) => void;
let revoked: string[];

beforeEach(() => {
	world = new World();
	revoked = [];
	vi.mocked(upload).mockClear();
	vi.mocked(upload).mockImplementation(
		() => new Promise((resolve) => (arrive = resolve as (media: Media) => void)),
	);
	URL.createObjectURL = (file) => `blob:${(file as File).name}`;
	URL.revokeObjectURL = (url) => revoked.push(url);
});

afterEach(() => vi.unstubAllGlobals());

const media = (id: string) => ({ id, alt_text: '', variants: {} }) as Media;
const gif = new File(['GIF89a…'], 'lake.gif');

/** What is written on the post, with a picture on its way. */
async function sending() {
	const draft = world.thread.draft();
	draft.addFiles([gif]);
	await vi.waitFor(() => expect(upload).toHaveBeenCalled());
	return draft;
}

describe('the picture of a comment', () => {
	it('keeps its description through a reload', async () => {
		const draft = await sending();
		arrive(media('5'));
		await draft.uploads.settled();
		if (draft.picture) draft.picture.altText = 'A lake';
		draft.save();
		const { picture } = world.open().draft();
		expect([picture?.media?.id, picture?.altText]).toEqual(['5', 'A lake']);
	});

	it('is still on its way when one comes back before it is there', async () => {
		const draft = await sending();
		world.thread.leave();
		const after = world.open();
		expect(after.draft().picture).toBe(draft.picture);
		arrive(media('5'));
		await draft.uploads.settled();
		expect([after.draft().picture?.status, revoked]).toEqual(['done', []]);
	});

	it('is there when one comes back later, and its file is let go', async () => {
		await sending();
		world.thread.leave();
		arrive(media('5'));
		await vi.waitFor(() => expect(revoked).toEqual(['blob:lake.gif']));
		const { picture } = world.open().draft();
		expect([picture?.media?.id, picture?.status]).toEqual(['5', 'done']);
	});
});

it('nothing is changed about a comment while its change is stored', async () => {
	const live = world.thread.keep(comment('3'));
	const draft = world.thread.editing(live);
	draft.content = 'Better';
	let store: (response: Response) => void = () => undefined;
	world.answers.push(new Promise<Response>((resolve) => (store = resolve)));
	const done = world.thread.acts.edit(live, draft);
	await vi.waitFor(() => expect(draft.isSaving).toBe(true));
	expect(draft.addFiles([gif])).toBe(false);
	store(json(200, comment('3', { content: 'Better' })));
	expect(await done).toBe(true);
	expect(draft.isSaving).toBe(false);
});
