import { number } from './number';

/** What the pages of tags say. */
export const words = {
	tag: (tag: string) => `#${tag}`,
	posts: (count: number, most: number) => {
		if (count >= most) return `${number.format(most)} posts or more`;
		return count === 1 ? '1 post' : `${number.format(count)} posts`;
	},
	postsWith: (tag: string) => `Posts with #${tag}`,
	follow: 'Follow',
	following: 'Following',
	followTag: (tag: string) => `Follow #${tag}`,
	unfollowTag: (tag: string) => `Following #${tag}. Stop following it`,
	notFollowed: (tag: string, reason: string) => `You don’t follow #${tag}. ${reason}`,
	stillFollowed: (tag: string, reason: string) => `You still follow #${tag}. ${reason}`,
	loadFailed: 'The tag couldn’t be loaded.',
	emptyTitle: (tag: string) => `Nothing with #${tag} yet`,
	emptyBody: 'What people share with it, and you may see, shows here. Yours can be the first.',
	write: 'Write a post',
	end: 'That’s everything with this tag.',
	followed: 'Tags you follow',
	noneTitle: 'You follow no tags yet',
	noneBody: 'Open a #tag in a post and follow it: you find it again here.',
	listFailed: 'Your tags couldn’t be loaded.',
	loading: 'Loading your tags',
	more: 'Show more',
};
