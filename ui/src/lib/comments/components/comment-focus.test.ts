import { screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { words } from '$lib/words/comments';
import { words as ui } from '$lib/words/ui';
import { comment, json } from '../testing/world';
import { Section } from '../testing/section';

let section: Section;

beforeEach(() => {
	section = new Section();
});

const active = () => document.activeElement;
const article = (id: string) => document.getElementById(`comment-${id}`);
const replyButton = () => screen.getByRole('button', { name: new RegExp(words.replyNamed('Ben Levi')) });
const replyArea = () => screen.getByRole('textbox', { name: words.replyTo('Ben Levi') });

describe('the focus after an answer', () => {
	it('is at the answer that was sent', async () => {
		await section.show([comment('3')]);
		await userEvent.click(replyButton());
		await userEvent.type(replyArea(), 'Yes');
		section.answers.push(json(201, comment('8', { parent_id: '3', depth: 1, content: 'Yes' })));
		await userEvent.keyboard('{Control>}{Enter}{/Control}');
		await waitFor(() => expect(article('8')).toBe(active()));
	});

	it('is at the button that it began with when it is cancelled, by hand or with Escape', async () => {
		await section.show([comment('3')]);
		await userEvent.click(replyButton());
		await waitFor(() => expect(replyArea()).toBe(active()));
		await userEvent.keyboard('{Escape}');
		await waitFor(() => expect(replyButton()).toBe(active()));
		await userEvent.click(replyButton());
		await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
		await waitFor(() => expect(replyButton()).toBe(active()));
	});

	it('is in the form that it comes back to when it is refused', async () => {
		await section.show([comment('3')]);
		await userEvent.click(replyButton());
		await userEvent.type(replyArea(), 'Yes');
		let refuse: (response: Response) => void = () => undefined;
		section.answers.push(new Promise<Response>((resolve) => (refuse = resolve)));
		await userEvent.keyboard('{Control>}{Enter}{/Control}');
		await waitFor(() => expect(active()?.textContent).toContain(words.sending));
		refuse(json(422, { code: 'validation', errors: [{ field: 'content', code: 'no', message: 'No.' }] }));
		await waitFor(() => expect(replyArea()).toBe(active()));
		expect((replyArea() as HTMLTextAreaElement).value).toBe('Yes');
		expect(screen.getByRole('alert').textContent).toContain('No.');
	});
});

it('the focus stays near what was not sent, when that is tried again or thrown away', async () => {
	await section.show([comment('3')]);
	section.answers.push(new TypeError('no network'));
	const area = screen.getByRole('textbox', { name: words.write });
	await userEvent.type(area, 'Hello{Control>}{Enter}{/Control}');
	section.answers.push(new TypeError('no network'));
	await userEvent.click(await screen.findByRole('button', { name: ui.retry }));
	expect(active()?.textContent).toContain('Hello');
	await userEvent.click(await screen.findByRole('button', { name: words.discard }));
	await waitFor(() => expect(active()).toBe(screen.getByRole('heading', { name: words.comments })));
});

describe('the focus after an act of the menu', () => {
	const item = (name: string) => screen.getByRole('menuitem', { name, hidden: true });

	async function open(run: (changed: () => void) => Promise<void>) {
		section.about.choices = () => [{ label: 'Block', glyph: '', run }];
		await section.show([comment('3')]);
		document.querySelector<HTMLElement>('[role="menu"][aria-label="Comment"]')?.showPopover();
		await waitFor(() => expect(item(words.copyLink)).toBeTruthy());
	}

	it('is where the act put it', async () => {
		const elsewhere = () => screen.getByRole('button', { name: 'Elsewhere' });
		const done = vi.fn();
		await open(async (changed) => {
			elsewhere().focus();
			changed();
			await Promise.resolve();
			done();
		});
		await userEvent.click(item('Block'));
		await waitFor(() => expect(done).toHaveBeenCalledOnce());
		expect(active()).toBe(elsewhere());
	});

	it('is at the heading when the comment is gone', async () => {
		await open(() => Promise.resolve());
		await userEvent.click(item(words.delete));
		await waitFor(() => expect(active()).toBe(screen.getByRole('heading', { name: words.comments })));
	});

	it('is at the place that is left of a comment that was answered', async () => {
		section.about.choices = () => [];
		await section.show([comment('3', { reply_count: 1 })]);
		document.querySelector<HTMLElement>('[role="menu"][aria-label="Comment"]')?.showPopover();
		await waitFor(() => expect(item(words.delete)).toBeTruthy());
		await userEvent.click(item(words.delete));
		await waitFor(() => expect(active()).toBe(article('3')));
	});
});
