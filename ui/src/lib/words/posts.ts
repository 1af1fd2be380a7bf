import { listed } from './list';
import { number } from './number';

const people = (count: number) => (count === 1 ? '1 person' : `${number.format(count)} people`);
const withCount = (sentence: string, count: number | undefined) =>
	count === undefined ? `${sentence}.` : `${sentence}: ${people(count)}.`;

const times = (count: number) => (count === 1 ? 'Shared once' : `Shared ${number.format(count)} times`);

type AudienceName = 'public' | 'followers' | 'friends' | 'selected' | 'unlisted' | 'only_me';
type BecauseName = 'author' | 'public' | 'follower' | 'friend' | 'named' | 'link';

/** What posts and the composer say. */
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
	nowPinned: 'Your profile begins with this post now.',
	nowUnpinned: 'The post is back in its place on your profile.',
	notPinned: (reason: string) => `Nothing changed on your profile. ${reason}`,
	delete: 'Delete',
	deleted: 'Post deleted.',
	notDeleted: (reason: string) => `Your post is still there. ${reason}`,
	restored: 'Post restored.',
	notRestored: (reason: string) => `The post couldn’t be restored. ${reason}`,
	audienceChanged: (audience: string) => `Who can see it now: ${audience}.`,
	audienceNotChanged: (reason: string) => `Who sees the post didn’t change. ${reason}`,
	deletedTitle: 'You deleted this post',
	deletedBody: 'It’s gone for everyone. You can still take that back for a few minutes.',
	loadFailed: 'The post couldn’t be loaded.',

	share: 'Share',
	shareButton: (count: number) => (count === 0 ? 'Share' : `Share. ${times(count)}`),
	sharedTimes: (count: number) => times(count),
	who: 'Who can see this?',
	audiences: {
		public: { label: 'Public', detail: 'Everyone on Kith' },
		followers: { label: 'Followers', detail: 'People who follow you, and friends' },
		friends: { label: 'Friends', detail: 'People you’re friends with' },
		selected: { label: 'Selected people', detail: 'Followers and friends you choose' },
		unlisted: { label: 'Anyone with the link', detail: 'In no list; members with the link can open it' },
		only_me: { label: 'Only me', detail: 'A private note to yourself' },
	},
	sees: {
		public: (count) => withCount('Everyone on Kith can see this', count),
		followers: (count) =>
			count === 0
				? 'Nobody follows you yet, so only you can see this.'
				: withCount('Your followers and friends can see this', count),
		friends: (count) =>
			count === 0
				? 'You have no friends here yet, so only you can see this.'
				: withCount('Your friends can see this', count),
		selected: (count, chosen = count) => {
			if (!count && !chosen) return 'Choose who can see this.';
			if (count === chosen)
				return count === 1
					? 'One person you chose can see this.'
					: `${people(count ?? 0)} you chose can see this.`;
			return `${number.format(count ?? 0)} of the ${people(chosen ?? 0)} you chose can see this. The others no longer follow you.`;
		},
		unlisted: () => 'Only members who have the link can see this.',
		only_me: () => 'Only you can see this.',
	} as Record<AudienceName, (count?: number, chosen?: number) => string>,
	reaches: people,
	nobodyChosen: 'Choose at least one person, or another audience.',
	notConnected: (name: string) =>
		`${name} is neither a follower nor a friend of yours any more. Take them off the list.`,
	choosePeople: 'Choose people',
	changePeople: 'Change',
	chosen: 'Chosen people',
	chosenPeople: (names: readonly string[], others: number) =>
		listed(others > 0 ? [...names, others === 1 ? '1 more' : `${number.format(others)} more`] : names),
	pickTitle: 'Who can see this?',
	searchPeople: 'Search followers and friends',
	selectAll: 'Select all',
	selectFound: 'Select all that were found',
	selectNone: 'Select none',
	countChosen: (count: number) => (count === 0 ? 'Nobody chosen' : `${people(count)} chosen`),
	atMost: (most: number) => `One post can name ${number.format(most)} people at most.`,
	friend: 'Friend',
	follower: 'Follower',
	people: 'Followers and friends',
	removePerson: (name: string) => `Remove ${name}`,
	peopleLoading: 'Loading your followers and friends',
	peopleFailed: 'Your followers and friends couldn’t be loaded.',
	nobodyFound: (q: string) => `Nobody you know here is called “${q}”.`,
	nobodyYet: 'Nobody follows you yet. Once people do, you can choose them here.',
	pickDone: (count: number) => (count === 0 ? 'Done' : `Choose ${people(count)}`),

	why: 'Why can I see this?',
	whoSees: 'Who can see this?',
	because: {
		author: () => 'You wrote this post.',
		public: (name) => `${name} shared this post with everyone on Kith.`,
		follower: (name) => `${name} shared this post with their followers and friends, and you follow them.`,
		friend: (name, audience) =>
			audience === 'followers'
				? `${name} shared this post with their followers and friends, and you are friends.`
				: `${name} shared this post with their friends, and you are one of them.`,
		named: (name) =>
			`${name} shared this post with people they chose, and you are one of them. Only they see who the others are.`,
		link: (name) =>
			`You opened it by its link. ${name} shared this post with everyone who has the link; it stands in no list.`,
	} as Record<BecauseName, (name: string, audience: AudienceName) => string>,
	understood: 'Close',
	whyFooter: 'If you block someone, or they block you, neither of you sees the other’s posts.',

	save: 'Save',
	saving: 'Saving…',

	writePost: 'Write a post',
	newPost: 'New post',
	editPost: 'Edit post',
	prompt: (name: string) => `What’s new, ${name}?`,
	draftWaits: 'Continue your draft',
	postPicture: 'Post a picture',
	placeholder: 'What would you tell your people?',
	text: 'Text of the post',
	title: 'Title',
	addTitle: 'Add a title',
	removeTitle: 'Remove the title',
	warningTooLong: 'The warning is too long.',
	addPictures: 'Add pictures or videos',
	dropHere: 'Drop pictures or videos to add them',
	publish: 'Post',
	publishing: 'Posting…',
	published: 'Posted.',
	unreached: (handles: readonly string[]) => {
		const [first = '', second] = handles;
		if (handles.length === 1) return `@${first} can’t see this post.`;
		if (handles.length === 2) return `@${first} and @${second} can’t see this post.`;
		return `@${first} and ${handles.length - 1} others you mention can’t see this post.`;
	},
	view: 'View',
	empty: 'Write something or add a picture.',
	titleTooLong: 'The title is too long.',
	textTooLong: 'The text is too long.',
	uploadsFailed: 'Some files couldn’t be uploaded. Try them again or remove them.',
	notLoaded: 'The editor couldn’t be loaded. Check your connection and try again.',

	keepTitle: 'Keep this draft?',
	keepBody: 'It stays on this device until you come back to it.',
	keep: 'Keep draft',
	discard: 'Discard',
	discardTitle: 'Discard your changes?',
	discardBody: 'The post stays as it was.',
	keepEditing: 'Keep editing',

	pictures: 'Pictures of the post',
	picture: (place: number, name: string) => `Picture ${place}: ${name}`,
	pictureName: 'picture',
	watch: (place: number) => `Play video ${place}`,
	stopWatching: (place: number) => `Pause video ${place}`,
	removePicture: (place: number) => `Remove picture ${place}`,
	cancelUpload: (place: number) => `Cancel the upload of picture ${place}`,
	moveEarlier: (place: number) => `Move picture ${place} earlier`,
	moveLater: (place: number) => `Move picture ${place} later`,
	moved: (place: number, count: number) => `Picture is now ${place} of ${count}.`,
	uploading: (place: number) => `Uploading picture ${place}`,
	addDescription: 'Add description',
	editDescription: 'Edit description',
	description: 'Description',
	describe: (place: number) => `Describe picture ${place}`,
	describeHint: 'For people who can’t see it: what matters in the picture?',
	done: 'Done',
	nudge: (count: number) =>
		count === 1 ? 'One picture has no description yet.' : `${count} pictures have no description yet.`,
};
