import { number } from './number';

type AudienceName = 'public' | 'followers' | 'friends' | 'selected' | 'unlisted' | 'only_me' | 'group';

function counted(count: number, thing: string): string {
	if (count === 0) return '';
	return count === 1 ? `1 ${thing}` : `${number.format(count)} ${thing}s`;
}

/** What sharing a post says. */
export const words = {
	sharing: 'Sharing…',
	sharePost: 'Share post',
	shareText: 'Say something about it, or nothing',
	attached: (pictures: number, videos: number) =>
		[counted(pictures, 'picture'), counted(videos, 'video')].filter(Boolean).join(', '),
	originalSeen: {
		public: () => 'Everyone who sees your share sees the post inside of it.',
		followers: (name) =>
			name
				? `Only followers and friends of ${name} see the post inside. Others read that it is no longer available.`
				: 'Only your followers and friends see the post inside. Others read that it is no longer available.',
		friends: (name) =>
			name
				? `Only friends of ${name} see the post inside. Others read that it is no longer available.`
				: 'Only your friends see the post inside. Others read that it is no longer available.',
		selected: () =>
			'Only the people you chose for the post see it inside. Others read that it is no longer available.',
		unlisted: () =>
			'Only you see the post inside: it stands in no list. Others read that it is no longer available.',
		group: () =>
			'Only members of its group see the post inside. Others read that it is no longer available.',
		only_me: () => 'Only you see the post inside. Others read that it is no longer available.',
	} as Record<AudienceName, (name?: string) => string>,
};
