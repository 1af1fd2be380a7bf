import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ProfileEditor } from './editor.svelte';
import { maren, pageOfMaren, server } from './testing/server';

beforeEach(() => sessionStorage.clear());
afterEach(() => vi.unstubAllGlobals());

function editing() {
	const { session, profiles } = pageOfMaren();
	return { ...server(), session, editor: new ProfileEditor(maren(), profiles) };
}

describe('editing one’s own profile', () => {
	it('sends what changed and shows it everywhere', async () => {
		const { request, session, editor } = editing();
		editor.draft.last_name = 'Okafor';
		expect(editor.isDirty).toBe(true);
		const saving = editor.save();
		const patch = await request(0);
		expect([patch.what, patch.body]).toEqual(['PATCH /me', { last_name: 'Okafor' }]);
		patch.reply(maren({ last_name: 'Okafor', display_name: 'Maren Okafor' }));
		expect(await saving).toBe(true);
		expect(editor.isDirty).toBe(false);
		expect(session.me.display_name).toBe('Maren Okafor');
	});

	it('asks the server nothing when nothing changed', async () => {
		const { asked, editor } = editing();
		editor.draft.bio += '  ';
		expect(editor.isDirty).toBe(false);
		expect(await editor.save()).toBe(true);
		expect(asked).toHaveLength(0);
	});

	it('says a taken handle beside the handle and keeps what was typed', async () => {
		const { request, session, editor } = editing();
		editor.draft.handle = 'kwame';
		const saving = editor.save();
		(await request(0)).reply({ code: 'handle_taken', detail: 'Somebody else has this handle.' }, 409);
		expect(await saving).toBe(false);
		expect(editor.form.error('handle')).toBeTruthy();
		expect(editor.form.message).toBe('');
		expect(editor.draft.handle).toBe('kwame');
		expect(editor.isDirty).toBe(true);
		expect(session.me.handle).toBe('maren');
	});

	it('shows what the server found wrong beside each field', async () => {
		const { request, editor } = editing();
		editor.draft.date_of_birth = '2024-01-01';
		const saving = editor.save();
		const errors = [{ field: 'date_of_birth', code: 'too_young', message: 'You must be at least 13.' }];
		(await request(0)).reply({ code: 'invalid', errors }, 422);
		expect(await saving).toBe(false);
		expect(editor.form.error('date_of_birth')).toBe('You must be at least 13.');
	});

	it('sends nothing that is plainly wrong', async () => {
		const { asked, editor } = editing();
		editor.draft.first_name = ' ';
		expect(await editor.save()).toBe(false);
		expect(editor.form.error('first_name')).toBeTruthy();
		expect(asked).toHaveLength(0);
	});

	it('keeps what was typed while it was saving', async () => {
		const { request, editor } = editing();
		editor.draft.bio = 'Row 15.';
		const saving = editor.save();
		const patch = await request(0);
		editor.draft.job = 'Gardener';
		patch.reply(maren({ bio: 'Row 15.' }));
		await saving;
		expect(editor.draft).toMatchObject({ bio: 'Row 15.', job: 'Gardener' });
		expect(editor.isDirty).toBe(true);
		editor.reset();
		expect(editor.draft).toMatchObject({ bio: 'Row 15.', job: '' });
	});
});

describe('a session that ends while one types', () => {
	/** The form as it is after one has logged in again. */
	const again = (change = {}) => new ProfileEditor(maren(change), pageOfMaren().profiles);

	it('takes nothing along that was typed', async () => {
		const { request, editor } = editing();
		Object.assign(editor.draft, { bio: 'Row 15.', tags: ['Compost'] });
		editor.keep();
		const saving = editor.save();
		(await request(0)).reply({ code: 'unauthenticated' }, 401);
		expect(await saving).toBe(false);
		const after = again({ job: 'Gardener' });
		expect(after.draft).toMatchObject({ bio: 'Row 15.', tags: ['Compost'], job: 'Gardener' });
		expect([after.isDirty, after.isResumed]).toEqual([true, true]);
	});

	it('leaves nothing behind of what was saved or thrown away', async () => {
		const { request, editor } = editing();
		editor.draft.bio = 'Row 15.';
		editor.keep();
		const saving = editor.save();
		(await request(0)).reply(maren({ bio: 'Row 15.' }));
		await saving;
		expect(again().draft.bio).toBe('Row 14.');

		editor.draft.bio = 'Row 16.';
		editor.keep();
		editor.reset();
		expect(again().isResumed).toBe(false);
		expect(sessionStorage).toHaveLength(0);
	});

	it('shows nothing of it to somebody else, and nothing that does not fit', () => {
		const { editor } = editing();
		editor.draft.bio = 'Row 15.';
		editor.keep();
		expect(again({ id: '2', bio: '' }).draft.bio).toBe('');

		const kept = { bio: 5, gender: 'robot', tags: 'Compost', password: 'x', job: 'Gardener' };
		sessionStorage.setItem('kith:typed:1:profile', JSON.stringify(kept));
		const after = again();
		expect(after.draft).toMatchObject({ bio: 'Row 14.', gender: 'female', job: 'Gardener' });
		expect(after.draft).not.toHaveProperty('password');
	});
});
