import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Session } from '$lib/session/session.svelte';
import { Toasts } from '$lib/ui/feedback/toasts.svelte';
import { words as who } from '$lib/words/audience';
import { words as writing } from '$lib/words/composer';
import { Composer } from '../composer.svelte';
import { DraftStore } from '../draft';
import { Posts } from '../posts.svelte';
import Fields from '../testing/Fields.svelte';
// It is fetched when it is needed, which takes its time: here it is there already.
import '$lib/ui/person/PeoplePicker.svelte';

const ana = { id: '2', handle: 'ana', display_name: 'Ana Sousa', avatar_url: null };
let asked: string[];

beforeEach(() => {
	asked = [];
	localStorage.clear();
	vi.stubGlobal('fetch', async (request: Request) => {
		const path = new URL(request.url).pathname.replace('/api/v1', '');
		asked.push(`${request.method} ${path}`);
		if (path === '/me/audiences') return Response.json({});
		if (path.startsWith('/users/')) return Response.json({ items: [ana], next_cursor: null });
		return Response.json({ code: 'validation', detail: 'No.' }, { status: 422 });
	});
});

afterEach(() => vi.unstubAllGlobals());

const sent = () => asked.filter((call) => call === 'POST /posts').length;

/** The composer with a post for people who were chosen one by one. */
function written() {
	const toasts = new Toasts();
	const session = { me: { id: '1', display_name: 'Maren', avatar_url: null } } as Session;
	const habit = { defaultAudience: 'public' as const, choseAudience: () => undefined };
	const composer = new Composer(new Posts(toasts), new DraftStore('1'), habit, () => undefined);
	composer.write();
	Object.assign(composer, { content: 'For a few.', audience: 'selected' });
	composer.selected = [{ ...ana, id: '9' } as never];
	render(Fields, { composer, session, toasts });
	return { user: userEvent.setup(), composer };
}

/** The same with the list to choose from, and the box of one person in it. */
async function choosing() {
	const { user, composer } = written();
	await user.click(screen.getByText(who.changePeople));
	const box = await screen.findByLabelText(/Ana Sousa/, { selector: 'input' });
	return { user, composer, box };
}

describe('the fields of a post', () => {
	it('send it with Ctrl and Enter', async () => {
		const { user } = written();
		screen.getByLabelText(writing.text).focus();
		await user.keyboard('{Control>}{Enter}{/Control}');
		await waitFor(() => expect(sent()).toBe(1));
	});

	it('take no more words while it is on its way', async () => {
		const { composer } = written();
		const form = screen.getByLabelText<HTMLTextAreaElement>(writing.text).form;
		expect(form?.inert).toBeFalsy();
		composer.isSending = true;
		await tick();
		expect(form?.inert).toBe(true);
	});

	it('do not send it with the keys of the list of people', async () => {
		const { user, box } = await choosing();
		screen.getByLabelText(who.searchPeople).focus();
		await user.keyboard('{Control>}{Enter}{/Control}');
		box.focus();
		await user.keyboard('{Enter}{Control>}{Enter}{/Control}');
		expect(sent()).toBe(0);
	});

	it('do not take what is pasted or dropped on the list of people', async () => {
		const { box, composer } = await choosing();
		const files = [new File(['GIF89a…'], 'a.gif')];
		await fireEvent.paste(box, { clipboardData: { files } });
		await fireEvent.drop(box, { dataTransfer: { files, types: ['Files'] } });
		expect(composer.uploads.list).toEqual([]);
	});
});
