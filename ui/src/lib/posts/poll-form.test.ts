import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { upload } from '$lib/api/upload';
import { words } from '$lib/words/polls';
import { PollForm, pollDraft } from './poll-form.svelte';
import { json, post, World } from './testing/composer';

vi.mock('$lib/api/upload');

function filled(...texts: string[]): PollForm {
	return new PollForm({ options: texts, multiple: false, lasts: 'days', results: 'after_vote' });
}

const texts = (poll: PollForm) => poll.options.map(({ text }) => text);

describe('the poll of a new post', () => {
	it('begins with two options and holds two to ten', () => {
		const poll = new PollForm();
		expect(texts(poll)).toEqual(['', '']);
		for (let more = 0; more < 20; more += 1) poll.add();
		expect([poll.options.length, poll.canAdd]).toEqual([10, false]);
		for (const option of poll.options) poll.remove(option);
		expect([poll.options.length, poll.canRemove]).toEqual([2, false]);
	});

	it('adds where it is asked to, moves and removes', () => {
		const poll = filled('Tea', 'Coffee', 'Water');
		expect(poll.add(0)).toBe(1);
		expect(texts(poll)).toEqual(['Tea', '', 'Coffee', 'Water']);
		const [tea, empty] = poll.options;
		if (empty) poll.remove(empty);
		if (tea) poll.move(tea, 2);
		expect(texts(poll)).toEqual(['Coffee', 'Water', 'Tea']);
	});

	it('names what is wrong by its place', () => {
		const poll = filled('Tea', ' ', 'TEA ', 'é'.repeat(101));
		expect([...poll.wrong()]).toEqual([
			['poll.options.1', words.optionMissing],
			['poll.options.2', words.optionTwice],
			['poll.options.3', words.optionTooLong],
		]);
		expect(filled('Tea', 'é'.repeat(100)).wrong().size).toBe(0);
	});

	it('ends so long after it is sent, or never', () => {
		const poll = filled(' Tea ', 'Coffee');
		expect(poll.body(0)).toEqual({
			options: ['Tea', 'Coffee'],
			multiple: false,
			results: 'after_vote',
			ends_at: '1970-01-04T00:00:00.000Z',
		});
		poll.results = 'at_end';
		poll.lasts = 'never';
		expect(poll.results).toBe('after_vote');
		expect(poll.body(0).ends_at).toBeUndefined();
	});

	it('reads back what it kept, and nothing that is none', () => {
		const { draft } = filled('Tea', '');
		expect(pollDraft(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
		for (const odd of [undefined, null, 'poll', {}, { options: ['one'] }, { options: [1, 2] }]) {
			expect(pollDraft(odd)).toBeUndefined();
		}
		const odd = { options: ['a', 'b'], lasts: 'ages', results: 'at_end' };
		expect(pollDraft(odd)).toMatchObject({ lasts: 'days', results: 'at_end', multiple: false });
	});
});

describe('the composer', () => {
	let world: World;

	beforeEach(() => (world = new World(upload)));

	afterEach(() => {
		vi.unstubAllGlobals();
		vi.useRealTimers();
	});

	it('keeps the poll in the draft and sends it once, with one end', async () => {
		vi.useFakeTimers({ now: 0, toFake: ['Date'] });
		const composer = world.open();
		composer.write();
		composer.content = 'Which?';
		composer.poll = filled('Tea', 'Coffee');
		world.answers = [new TypeError('offline')];
		expect(await composer.submit()).toBe(false);
		vi.setSystemTime(60_000);
		const reloaded = world.open();
		expect(reloaded.poll?.draft).toEqual(composer.poll.draft);
		world.answers = [json(201, post())];
		expect(await reloaded.submit()).toBe(true);
		const [first, second] = world.asked;
		expect(first?.body).toMatchObject({ poll: { ends_at: '1970-01-04T00:00:00.000Z' } });
		expect(second).toEqual(first);
		expect([reloaded.poll, world.open().isDirty]).toEqual([undefined, false]);
	});

	it('does not send a poll that is wrong, or one without a question', async () => {
		const composer = world.open();
		composer.write();
		composer.poll = filled('Tea', 'tea');
		expect(composer.isDirty).toBe(true);
		expect(await composer.submit()).toBe(false);
		expect(composer.form.error('poll.options.1')).toBe(words.optionTwice);
		expect(composer.form.error('content')).toBeDefined();
		expect(world.asked).toEqual([]);
	});
});
