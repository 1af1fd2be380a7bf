import { number } from './number';

const times = (count: number) => (count === 1 ? 'Shared once' : `Shared ${number.format(count)} times`);

/** What posts say, and what leads to writing one. */
export const words = {
	post: 'Post',
	postBy: (name: string) => `Post by ${name}`,
	sharedPostBy: (name: string) => `Shared post by ${name}`,
	openShared: (name: string) => `Open the post by ${name}`,
	unavailable: 'This post is no longer available',
	pinned: 'Pinned post',
	edited: 'Edited',
	editedAt: (time: string) => `Edited ${time}`,
	visibleTo: (audience: string) => `Who can see this: ${audience}`,
	doings: 'Reactions, comments and shares',
	comment: 'Comment',
	commentOn: (count: number) =>
		count === 0
			? 'Comment'
			: count === 1
				? 'Comment: 1 so far'
				: `Comment: ${number.format(count)} so far`,
	removePreview: 'Remove the link preview',
	more: (name: string) => `More about the post by ${name}`,
	menu: 'Post',
	authorUnknown: 'What’s between you couldn’t be loaded. Close this and open it again.',
	edit: 'Edit',
	changeAudience: 'Change who sees it',
	copyLink: 'Copy link',
	linkCopied: 'Link copied.',
	linkNotCopied: 'Your browser didn’t allow copying. The link is in the address bar of the post.',
	savePost: 'Save post',
	unsave: 'Remove from saved',
	saved: 'Saved. Only you can see what you save.',
	unsaved: 'Removed from your saved posts.',
	notSaved: (reason: string) => `The post wasn’t saved. ${reason}`,
	notUnsaved: (reason: string) => `The post is still saved. ${reason}`,
	pin: 'Pin to your profile',
	unpin: 'Unpin from your profile',
	pinInGroup: 'Pin in the group',
	unpinInGroup: 'Unpin in the group',
	delete: 'Delete',
	deleted: 'Post deleted.',
	notDeleted: (reason: string) => `Your post is still there. ${reason}`,
	removeFromGroup: 'Remove from the group',
	removedFromGroup: 'Removed from the group.',
	notRemoved: (reason: string) => `The post is still there. ${reason}`,
	restored: 'Post restored.',
	notRestored: (reason: string) => `The post couldn’t be restored. ${reason}`,
	share: 'Share',
	shareButton: (count: number) => (count === 0 ? 'Share' : `Share. ${times(count)}`),
	sharedTimes: (count: number) => times(count),
	audiences: {
		public: { label: 'Public', detail: 'Everyone on Kith' },
		followers: { label: 'Followers', detail: 'People who follow you, and friends' },
		friends: { label: 'Friends', detail: 'People you’re friends with' },
		selected: { label: 'Selected people', detail: 'Followers and friends you choose' },
		unlisted: { label: 'Anyone with the link', detail: 'In no list; members with the link can open it' },
		only_me: { label: 'Only me', detail: 'A private note to yourself' },
		group: { label: 'Members of the group', detail: 'Everyone who belongs to the group it is in' },
	},
	members: 'Members',
	membersOf: (group: string) => `Members of ${group}`,
	inGroup: 'in the group',
	changePolicy: 'Change who can comment',
	nobodyChosen: 'Choose at least one person, or another audience.',
	notConnected: (name: string) =>
		`${name} is neither a follower nor a friend of yours any more. Take them off the list.`,
	why: 'Why can I see this?',
	whoSees: 'Who can see this?',
	save: 'Save',
	writePost: 'Write a post',
	newPost: 'New post',
	prompt: (name: string) => `What’s new, ${name}?`,
	promptIn: (group: string) => `Write something in ${group}`,
	draftWaits: 'Continue your draft',
	postPicture: 'Post a picture or video',
	warningTooLong: 'The warning is too long.',
	published: 'Posted.',
	unreached: (handles: readonly string[]) => {
		const [first = '', second] = handles;
		if (handles.length === 1) return `@${first} can’t see this post.`;
		if (handles.length === 2) return `@${first} and @${second} can’t see this post.`;
		return `@${first} and ${handles.length - 1} others you mention can’t see this post.`;
	},
	view: 'View',
	empty: 'Write something, or add a picture or a video.',
	titleTooLong: 'The title is too long.',
	textTooLong: 'The text is too long.',
	uploadsFailed: 'Some files couldn’t be uploaded. Try them again or remove them.',
	notLoaded: 'The editor couldn’t be loaded. Check your connection and try again.',
	pictures: 'Pictures and videos of the post',
};
