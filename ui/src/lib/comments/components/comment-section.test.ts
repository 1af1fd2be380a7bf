import { screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import { words } from '$lib/words/comments';
import { words as ui } from '$lib/words/ui';
import { comment, json, me, page } from '../testing/world';
import { Section } from '../testing/section';

let section: Section;

beforeEach(() => {
	Element.prototype.scrollIntoView = () => undefined;
	section = new Section();
});

const active = () => document.activeElement;
const article = (id: string) => document.getElementById(`comment-${id}`) as HTMLElement;
const area = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: words.write });
const elsewhere = () => screen.getByRole('button', { name: 'Elsewhere' });

/** An answer that comes when the test says so. */
function pending() {
	let come: (response: Response) => void = () => undefined;
	section.answers.push(new Promise<Response>((resolve) => (come = resolve)));
	return (response: Response) => come(response);
}

describe('more comments', () => {
	const button = () => screen.getByRole('button', { name: words.showMore });

	it('are waited for, and the focus goes to the first of them', async () => {
		await section.show([comment('3')], {}, 'next');
		const come = pending();
		await userEvent.click(button());
		await waitFor(() => expect(button().getAttribute('aria-busy')).toBe('true'));
		come(json(200, page([comment('2'), comment('1')])));
		await waitFor(() => expect(active()).toBe(article('2')));
	});

	it('leave the focus where it went meanwhile', async () => {
		await section.show([comment('3')], {}, 'next');
		const come = pending();
		await userEvent.click(button());
		elsewhere().focus();
		come(json(200, page([comment('2')], 'further')));
		await waitFor(() => expect(article('2')).toBeTruthy());
		await tick();
		expect(active()).toBe(elsewhere());
		expect(button().getAttribute('aria-busy')).toBeNull();
	});
});

it('the place to write gets the focus each time one comes to comment', async () => {
	await section.show([comment('3')], { writes: 1 });
	await waitFor(() => expect(active()).toBe(area()));
	elsewhere().focus();
	await section.change({ writes: 2 });
	await waitFor(() => expect(active()).toBe(area()));
});

it('the same is said anew when it happens again', async () => {
	await section.show([comment('3')]);
	const said = () => screen.queryByText(words.added);
	const heard: (HTMLElement | null)[] = [];
	for (const id of ['8', '9']) {
		const before = said();
		section.answers.push(json(201, comment(id, { content: `Said ${id}` })));
		await userEvent.type(area(), `Said ${id}{Control>}{Enter}{/Control}`);
		await waitFor(() => expect(said()).not.toBe(before));
		heard.push(said());
	}
	expect(heard.map((each) => each?.textContent)).toEqual([words.added, words.added]);
	expect(said()?.parentElement?.getAttribute('role')).toBe('status');
});

it('what a link leads to is looked for again when it was not found out', async () => {
	section.answers.push(
		json(503, { code: 'busy' }),
		json(200, page([comment('3')])),
		json(200, { ...comment('5'), ancestors: [] }),
	);
	await section.show([], { wanted: { comment: '5' } });
	await screen.findByText(words.lostFailed);
	await userEvent.click(screen.getByRole('button', { name: ui.retry }));
	await waitFor(() => expect(active()).toBe(article('5')));
	expect(screen.queryByText(words.lostFailed)).toBeNull();
});

it('a comment names nothing that is not there', async () => {
	await section.show([comment('3'), comment('4', { content: null, author: me as never })]);
	await userEvent.click(within(article('3')).getByRole('button', { name: /^More/ }));
	const dangling = () =>
		[...document.querySelectorAll('[aria-describedby], [aria-labelledby]')]
			.flatMap((element) => [
				element.getAttribute('aria-describedby'),
				element.getAttribute('aria-labelledby'),
			])
			.filter((id) => id && !document.getElementById(id));
	expect(dangling()).toEqual([]);
	await tick();
	document.querySelector<HTMLElement>('[role="menu"][aria-label="Comment"]')?.showPopover();
	await userEvent.click(await screen.findByRole('menuitem', { name: words.edit, hidden: true }));
	await screen.findByRole('textbox', { name: words.editing });
	expect(dangling()).toEqual([]);
});

describe('the place that is left', () => {
	it('says whether the comment was deleted, is out of sight or is not there', async () => {
		let hide: (author: string, hidden: boolean) => void = () => undefined;
		await section.show(
			[
				comment('3', { reply_count: 1 }),
				comment('4', { reply_count: 1, deleted: true, author: null, content: null }),
			],
			{ watch: (tell) => ((hide = tell), () => undefined) },
		);
		expect(article('4').textContent).toContain(words.gonePlace);
		hide('2', true);
		await tick();
		expect(article('3').textContent).toContain(words.hiddenPlace);
	});
});

describe('a mention on a post for some people', () => {
	const note = () => screen.queryByText(words.mentionsForSome);

	it('is said to reach nobody else, without a name', async () => {
		await section.show([comment('3')], { audience: 'friends' });
		await userEvent.type(area(), 'Hello');
		expect(note()).toBeNull();
		await userEvent.type(area(), ' @dan_roy');
		await waitFor(() => expect(note()).toBeTruthy());
		expect(note()?.closest('[role="status"]')).toBeTruthy();
	});

	it('is told by name to the author of the post, once it is written', async () => {
		await section.show([comment('3')], { audience: 'friends', author: me as never });
		await userEvent.type(area(), 'Hello @dan_roy');
		await tick();
		expect(note()).toBeNull();
	});

	it('is like any other where everybody may see the post', async () => {
		await section.show([comment('3')]);
		await userEvent.type(area(), 'Hello @dan_roy');
		await tick();
		expect(note()).toBeNull();
	});
});

it('a change cannot be changed while it is stored', async () => {
	await section.show([comment('3', { author: me as never })]);
	document.querySelector<HTMLElement>('[role="menu"][aria-label="Comment"]')?.showPopover();
	await userEvent.click(await screen.findByRole('menuitem', { name: words.edit, hidden: true }));
	const editing = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: words.editing });
	await userEvent.type(editing, '!');
	const come = pending();
	await userEvent.keyboard('{Control>}{Enter}{/Control}');
	await waitFor(() => expect(editing.readOnly).toBe(true));
	await userEvent.type(editing, '?');
	expect(editing.value).toBe('Comment 3!');
	come(json(200, comment('3', { content: 'Comment 3!', author: me as never })));
	await waitFor(() => expect(screen.queryByRole('textbox', { name: words.editing })).toBeNull());
});
