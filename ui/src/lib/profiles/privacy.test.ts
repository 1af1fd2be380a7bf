import { afterEach, describe, expect, it, vi } from 'vitest';
import { Toasts } from '$lib/ui/feedback/toasts.svelte';
import { PrivacyState } from './privacy.svelte';
import { openPrivacy, pageOfMaren, server } from './testing/server';

afterEach(() => vi.unstubAllGlobals());

async function loaded() {
	const { asked, request } = server();
	const toasts = new Toasts();
	const { session, profiles } = pageOfMaren();
	const privacy = new PrivacyState(toasts, profiles);
	const loading = privacy.load();
	(await request(0)).reply(openPrivacy());
	await loading;
	/** Answers the question what is stored now, which comes before every change, and gives the change. */
	const change = async (place: number, stored = openPrivacy()) => {
		const look = await request(place);
		expect(look.what).toBe('GET /me/privacy');
		look.reply(stored);
		const put = await request(place + 1);
		expect(put.what).toBe('PUT /me/privacy');
		return put;
	};
	return { asked, request, change, toasts, session, privacy };
}

describe('privacy settings', () => {
	it('show a choice at once and say when it is saved', async () => {
		const { change, privacy } = await loaded();
		const saving = privacy.setAudience('email', 'only_me');
		expect(privacy.settings?.fields.email).toBe('only_me');
		expect(privacy.said).toBe('');
		const put = await change(1);
		put.reply(put.body);
		expect(await saving).toBe(true);
		expect(privacy.said).toMatch(/Email/);
	});

	it('leave alone what another tab has changed in the meantime', async () => {
		const { change, privacy } = await loaded();
		const saving = privacy.setPresence(false);
		const { fields } = openPrivacy();
		const elsewhere = { ...openPrivacy(), is_private: true, fields: { ...fields, email: 'only_me' } };
		const put = await change(1, elsewhere as ReturnType<typeof openPrivacy>);
		expect(put.body).toMatchObject({
			is_private: true,
			show_presence: false,
			fields: { email: 'only_me' },
		});
		put.reply(put.body);
		await saving;
		expect(privacy.settings?.is_private).toBe(true);
	});

	it('take a choice back that was refused, and offer it again', async () => {
		const { change, toasts, privacy } = await loaded();
		const saving = privacy.setAudience('job', 'friends');
		(await change(1)).reply({ code: 'busy' }, 503);
		expect(await saving).toBe(false);
		expect(privacy.settings?.fields.job).toBe('everyone');
		const [toast] = toasts.list;
		expect(toast?.tone).toBe('error');
		toasts.act(toast?.id ?? -1);
		expect(privacy.settings?.fields.job).toBe('friends');
		const again = await change(3);
		expect(again.body).toMatchObject({ fields: { job: 'friends' } });
		again.reply(again.body);
	});

	it('save one after the other, so that a refused one leaves the next alone', async () => {
		const { asked, change, privacy } = await loaded();
		const both = [privacy.setAudience('email', 'friends'), privacy.setAudience('gender', 'only_me')];
		(await change(1)).lose();
		const second = await change(3);
		expect(asked).toHaveLength(5);
		expect(second.body).toMatchObject({ fields: { email: 'everyone', gender: 'only_me' } });
		second.reply(second.body);
		expect(await Promise.all(both)).toEqual([false, true]);
		expect(privacy.settings?.fields).toMatchObject({ email: 'everyone', gender: 'only_me' });
	});

	it('make the profile private everywhere on the page once it is', async () => {
		const { change, session, privacy } = await loaded();
		const saving = privacy.setPrivate(true);
		expect(session.me.is_private).toBe(false);
		const put = await change(1);
		put.reply(put.body);
		await saving;
		expect(session.me.is_private).toBe(true);
		expect(privacy.said).toMatch(/private/);
	});

	it('narrow old posts with the profile when that is wanted, and only then', async () => {
		const { request, change, privacy } = await loaded();
		const counting = privacy.publicPosts();
		const preview = await request(1);
		expect(preview.body).toEqual({ from: 'public', to: 'followers', preview: true });
		preview.reply({ matched: 4, change_id: null });
		expect(await counting).toBe(4);
		const saving = privacy.setPrivate(true, true);
		const put = await change(2);
		expect(put.body).toMatchObject({ is_private: true, narrow_posts: true });
		put.reply({ ...openPrivacy(), is_private: true });
		await saving;
		expect(privacy.said).toMatch(/public posts are for followers/);
		void privacy.setPrivate(false, true);
		expect((await change(4)).body).toMatchObject({ is_private: false, narrow_posts: false });
	});

	it('say when they could not be loaded', async () => {
		const { request } = server();
		const privacy = new PrivacyState(new Toasts(), pageOfMaren().profiles);
		const loading = privacy.load();
		(await request(0)).lose();
		await loading;
		expect(privacy.status).toBe('failed');
		expect(await privacy.setPresence(false)).toBe(false);
	});
});
