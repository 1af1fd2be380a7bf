import { expect } from 'vitest';
import type { APIResponse, Browser, BrowserContextOptions } from 'playwright-core';
import { Visitor } from './member';
import { png } from './pictures';

export type Audience = 'public' | 'followers' | 'friends' | 'selected' | 'unlisted' | 'only_me';

export interface Published {
	id: string;
	content: string;
	/** Where its picture is. */
	file: string;
}

/** A visitor who has joined, with what others need to know of them. */
export interface Member extends Visitor {
	id: string;
	handle: string;
}

/** Someone new, logged in, in a browser of their own. */
export async function join(
	browser: Browser,
	address: string,
	name: string,
	options?: BrowserContextOptions,
): Promise<Member> {
	const visitor = await Visitor.arrive(browser, address, options);
	const handle = await visitor.join(name);
	const answer = await visitor.context.request.get('/api/v1/auth/session');
	const { user } = (await answer.json()) as { user: { id: string } };
	return Object.assign(visitor, { id: user.id, handle });
}

async function done(answer: Promise<APIResponse>): Promise<unknown> {
	const response = await answer;
	expect(response.ok(), `${response.url()}: ${response.status()}`).toBe(true);
	return response.json();
}

export async function follow(who: Member, whom: Member): Promise<void> {
	await done(who.context.request.put(`/api/v1/users/${whom.id}/follow`));
}

export async function befriend(one: Member, other: Member): Promise<void> {
	await done(one.context.request.put(`/api/v1/users/${other.id}/friendship`));
	await done(other.context.request.put(`/api/v1/users/${one.id}/friendship`));
}

export async function block(who: Member, whom: Member): Promise<void> {
	await done(who.context.request.put(`/api/v1/users/${whom.id}/block`));
}

/** Publishes a post with a picture. */
export async function publish(
	who: Member,
	content: string,
	audience: Audience,
	named: readonly Member[] = [],
): Promise<Published> {
	const file = png('hill.png', 320, 200, [120, 150, 90]);
	const { id } = (await done(who.context.request.post('/api/v1/media', { multipart: { file } }))) as {
		id: string;
	};
	const people = audience === 'selected' ? { selected_user_ids: named.map((member) => member.id) } : {};
	const data = { content, audience, media: [{ id, alt_text: 'A hill' }], ...people };
	const post = (await done(who.context.request.post('/api/v1/posts', { data }))) as {
		id: string;
		media: { variants: Record<string, string> }[];
	};
	const { variants } = post.media[0] ?? { variants: {} };
	return { id: post.id, content, file: variants['small'] ?? variants['thumb'] ?? '' };
}
