import type { components } from '$lib/api/schema';

export type Comment = components['schemas']['Comment'];
export type CommentSort = components['schemas']['CommentSort'];
export type CommentPolicy = components['schemas']['CommentPolicy'];
export type Audience = components['schemas']['Audience'];
export type Person = components['schemas']['UserSummary'];

/** The most characters of a comment. */
export const COMMENT_MAX = 5_000;
/** How many levels of answers are shown below each other. */
export const LEVELS = 3;

/** The page on which a comment is shown and marked. */
export function commentPath({ id, post_id }: Pick<Comment, 'id' | 'post_id'>): string {
	return `/posts/${post_id}?comment=${id}`;
}

/** The page that shows what a comment began, and nothing else. */
export function threadPath({ id, post_id }: Pick<Comment, 'id' | 'post_id'>): string {
	return `/posts/${post_id}?thread=${id}`;
}
