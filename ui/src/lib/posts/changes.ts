import type { Uploads } from '$lib/media/uploads.svelte';
import type { Audience, CommentPolicy, Group, Person } from './post';

/** What is sent of a post that is written. */
export interface Content {
	title: string;
	content: string;
	/** What is said before it is shown; empty for nothing. */
	content_warning: string;
	media: { id: string; alt_text: string }[];
	/** Without one it is for the members of the group. */
	audience?: Audience;
	/** The group in which a new post is to be. */
	group_id?: string;
	comment_policy: CommentPolicy;
	/** Whom it names; for selected people only. */
	selected_user_ids?: string[];
}

/** A post while it is written. */
export interface Written {
	readonly title: string;
	readonly hasTitle: boolean;
	readonly content: string;
	readonly warning: string;
	readonly hasWarning: boolean;
	readonly audience: Audience;
	/** The group in which it is to be, or is. */
	readonly group: Group | undefined;
	readonly policy: CommentPolicy;
	readonly selected: readonly Person[];
	readonly uploads: Uploads;
	/** The post that is changed; none while a new one is written. */
	readonly editing: unknown;
}

/** What is sent of it. */
export function contentOf(post: Written): Content {
	const { audience, group } = post;
	// A group says for whom the post is; of one that is there, which group it is cannot change.
	const place = group && !post.editing ? { group_id: group.id } : { audience };
	return {
		title: post.hasTitle ? post.title.trim() : '',
		content: post.content.trim(),
		content_warning: post.hasWarning ? post.warning.trim() : '',
		media: post.uploads.list.flatMap(({ media, altText }) =>
			media ? [{ id: media.id, alt_text: altText.trim() }] : [],
		),
		...place,
		comment_policy: post.policy,
		...(place.audience === 'selected' && { selected_user_ids: post.selected.map(({ id }) => id) }),
	};
}

/** What is to change about a post. */
export interface PostChange extends Partial<Omit<Content, 'selected_user_ids' | 'group_id'>> {
	/** Whom it is to name; for selected people only. */
	selected?: readonly Person[];
}

/** Only what differs between `before` and `now`: the rest may have been changed elsewhere, and that is to stay. */
export function changes(before: Content, now: Content, selected: readonly Person[]): PostChange {
	const isOther = (part: keyof Content) => JSON.stringify(now[part]) !== JSON.stringify(before[part]);
	return {
		...(isOther('title') && { title: now.title }),
		...(isOther('content') && { content: now.content }),
		...(isOther('content_warning') && { content_warning: now.content_warning }),
		...(isOther('media') && { media: now.media }),
		...(isOther('comment_policy') && { comment_policy: now.comment_policy }),
		...((isOther('audience') || isOther('selected_user_ids')) &&
			now.audience && { audience: now.audience, selected }),
	};
}
