import type { Audience, CommentPolicy, Person } from './post';

/** What is sent of a post that is written. */
export interface Content {
	title: string;
	content: string;
	/** What is said before it is shown; empty for nothing. */
	content_warning: string;
	media: { id: string; alt_text: string }[];
	audience: Audience;
	comment_policy: CommentPolicy;
	/** Whom it names; for selected people only. */
	selected_user_ids?: string[];
}

/** What is to change about a post. */
export interface PostChange extends Partial<Omit<Content, 'selected_user_ids'>> {
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
		...((isOther('audience') || isOther('selected_user_ids')) && { audience: now.audience, selected }),
	};
}
