import type { components } from '$lib/api/schema';

export type Post = components['schemas']['Post'];
export type Audience = components['schemas']['Audience'];
export type CommentPolicy = components['schemas']['CommentPolicy'];
export type LinkPreview = components['schemas']['LinkPreview'];
export type Person = components['schemas']['UserSummary'];
/** A group, as a post in it names it. */
export type Group = components['schemas']['GroupSummary'];
/** The event to which a post belongs. */
export type PlannedEvent = components['schemas']['Event'];
/** Whom a post can be for that is in no group. */
export type OwnAudience = Exclude<Audience, 'group'>;

/** Who may comment on a post, widest first. */
export const COMMENT_POLICIES: readonly CommentPolicy[] = [
	'everyone',
	'followers',
	'friends',
	'mentioned',
	'nobody',
];

/** The most characters of a post's text, and of its title. */
export const TEXT_MAX = 10_000;
export const TITLE_MAX = 200;
/** The most characters of a content warning. */
export const WARNING_MAX = 200;
/** The most pictures of one post. */
export const PICTURES_MAX = 10;

/** The most people one post names. */
export const NAMED_MAX = 200;

/** The page of a group. */
export function groupPath(id: string): string {
	return `/groups/${id}`;
}

/** The page of a post, with the place to comment under the cursor. */
export function commentingPath(id: string): string {
	return `/posts/${id}?write`;
}

/** The page of a post. */
export function postPath(id: string): string {
	return `/posts/${id}`;
}
