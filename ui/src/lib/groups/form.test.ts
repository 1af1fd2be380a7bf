import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { words } from '$lib/words/groups';
import { GroupForm } from './form.svelte';
import { group, owned, page, server } from './testing/server';

beforeEach(() => sessionStorage.clear());
afterEach(() => vi.unstubAllGlobals());

describe('a group that is made', () => {
	it('needs a title, which is said before anything is sent', async () => {
		const { asked } = server();
		const form = new GroupForm('1');
		form.draft.title = '   ';
		expect(await form.create()).toBeUndefined();
		expect(form.form.error('title')).toBe(words.titleMissing);
		form.draft.title = 'x'.repeat(101);
		await form.create();
		expect(form.form.error('title')).toBe(words.tooLong(100));
		expect(asked).toHaveLength(0);
	});

	it('is sent under the same key until it is another', async () => {
		const { request } = server();
		const form = new GroupForm('1');
		form.draft.title = ' Row 14 ';
		const first = form.create();
		const lost = await request(0);
		expect(lost.body).toEqual({
			title: 'Row 14',
			description: '',
			privacy: 'request',
			moderators_decide: false,
		});
		lost.lose();
		expect(await first).toBeUndefined();
		expect(form.form.message).not.toBe('');

		// Even in the page that is loaded after it.
		const later = new GroupForm('1');
		expect([later.draft.title, later.isResumed]).toEqual(['Row 14', true]);
		const second = later.create();
		const again = await request(1);
		expect(again.key).toBe(lost.key);
		again.lose();
		await second;
		later.draft.title = 'Row 15';
		const third = later.create();
		const other = await request(2);
		expect(other.key).not.toBe(lost.key);
		other.reply(group(), 201);
		expect(await third).toEqual(group());
		expect(new GroupForm('1').draft.title).toBe('');
	});

	it('shows what the server finds wrong beside the field', async () => {
		const { request } = server();
		const form = new GroupForm('1');
		form.draft.title = 'Row';
		const creating = form.create();
		(await request(0)).reply(
			{ code: 'invalid', errors: [{ field: 'title', message: 'Not like this.' }] },
			422,
		);
		await creating;
		expect(form.form.error('title')).toBe('Not like this.');
	});
});

describe('a group that is changed', () => {
	it('is sent what changed and nothing else', async () => {
		const { groups } = page();
		const { request } = server();
		const live = groups.keep(owned());
		const form = new GroupForm('1', owned());
		form.draft.privacy = 'open';
		form.keep();
		expect(new GroupForm('1', owned()).draft.privacy).toBe('open');
		const saving = form.save(live);
		const asked = await request(0);
		expect([asked.what, asked.body]).toEqual(['PATCH /groups/7', { privacy: 'open' }]);
		asked.reply(owned({ privacy: 'open' }));
		expect(await saving).toBe(true);
		expect(live.value?.privacy).toBe('open');
		expect(form.isDirty).toBe(false);
	});

	it('is sent nothing when nothing changed', async () => {
		const { groups } = page();
		const { asked } = server();
		expect(await new GroupForm('1', owned()).save(groups.keep(owned()))).toBe(true);
		expect(asked).toHaveLength(0);
	});
});
