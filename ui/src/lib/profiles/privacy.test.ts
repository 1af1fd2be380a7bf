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
	(await request(0)).reply(200, openPrivacy());
	await loading;
	return { asked, request, toasts, session, privacy };
}

describe('privacy settings', () => {
	it('show a choice at once and say when it is saved', async () => {
		const { request, privacy } = await loaded();
		const saving = privacy.setAudience('email', 'only_me');
		expect(privacy.settings?.fields.email).toBe('only_me');
		expect(privacy.said).toBe('');
		const put = await request(1);
		expect(put.what).toBe('PUT /me/privacy');
		put.reply(200, put.body);
		expect(await saving).toBe(true);
		expect(privacy.said).toMatch(/Email/);
	});

	it('take a choice back that was refused, and offer it again', async () => {
		const { request, toasts, privacy } = await loaded();
		const saving = privacy.setAudience('job', 'friends');
		(await request(1)).reply(503, { code: 'busy' });
		expect(await saving).toBe(false);
		expect(privacy.settings?.fields.job).toBe('everyone');
		const [toast] = toasts.list;
		expect(toast?.tone).toBe('error');
		toasts.act(toast?.id ?? -1);
		expect(privacy.settings?.fields.job).toBe('friends');
		const again = await request(2);
		expect(again.body).toMatchObject({ fields: { job: 'friends' } });
		again.reply(200, again.body);
	});

	it('save one after the other, so that a refused one leaves the next alone', async () => {
		const { asked, request, privacy } = await loaded();
		const both = [privacy.setAudience('email', 'friends'), privacy.setAudience('gender', 'only_me')];
		(await request(1)).lose();
		const second = await request(2);
		expect(asked).toHaveLength(3);
		expect(second.body).toMatchObject({ fields: { email: 'everyone', gender: 'only_me' } });
		second.reply(200, second.body);
		expect(await Promise.all(both)).toEqual([false, true]);
		expect(privacy.settings?.fields).toMatchObject({ email: 'everyone', gender: 'only_me' });
	});

	it('make the profile private everywhere on the page once it is', async () => {
		const { request, session, privacy } = await loaded();
		const saving = privacy.setPrivate(true);
		expect(session.me.is_private).toBe(false);
		const put = await request(1);
		put.reply(200, put.body);
		await saving;
		expect(session.me.is_private).toBe(true);
		expect(privacy.said).toMatch(/private/);
	});

	it('narrow old posts with the profile when that is wanted, and only then', async () => {
		const { request, privacy } = await loaded();
		const counting = privacy.publicPosts();
		const preview = await request(1);
		expect(preview.body).toEqual({ from: 'public', to: 'followers', preview: true });
		preview.reply(200, { matched: 4, change_id: null });
		expect(await counting).toBe(4);
		const saving = privacy.setPrivate(true, true);
		const put = await request(2);
		expect(put.body).toMatchObject({ is_private: true, narrow_posts: true });
		put.reply(200, { ...openPrivacy(), is_private: true });
		await saving;
		expect(privacy.said).toMatch(/public posts are for followers/);
		void privacy.setPrivate(false, true);
		expect((await request(3)).body).toMatchObject({ is_private: false, narrow_posts: false });
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
