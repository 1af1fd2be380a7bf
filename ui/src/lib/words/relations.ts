import { listed } from './list';
import { number } from './number';

/** What stands between people: buttons, requests, lists. */
export const words = {
	people: 'People',
	follow: 'Follow',
	requested: 'Requested',
	following: 'Following',
	friends: 'Friends',
	respond: 'Respond',
	addFriend: 'Add friend',
	friendRequestSent: 'Friend request sent',
	unblock: 'Unblock',
	unmute: 'Unmute',
	accept: 'Accept',
	decline: 'Not now',
	acceptRequest: (name: string) => `Accept the request of ${name}`,
	declineRequest: (name: string) => `Decline the request of ${name}`,
	/** A button's name for those who do not see whose row it is in. */
	about: (label: string, name: string) => `${label}: ${name}`,
	more: (name: string) => `More about ${name}`,
	friendsWith: 'You’re friends',
	followsYou: 'Follows you',
	nowFollowsYou: 'Follows you now',
	declined: 'Request declined',
	muted: 'Muted',
	private: 'Private',
	blockedTitle: (name: string) => `You blocked ${name}`,
	blockedBody: 'You don’t see each other anywhere on Kith. They aren’t told.',

	menu: {
		follow: 'Follow',
		unfollow: 'Unfollow',
		cancelFollow: 'Take back the request to follow',
		cancelFriendship: 'Take back the friend request',
		addFriend: 'Add friend',
		unfriend: 'End friendship',
		acceptFollow: 'Let them follow you',
		declineFollow: 'Decline their request to follow',
		acceptFriendship: 'Accept the friend request',
		declineFriendship: 'Decline the friend request',
		removeFollower: 'Remove from your followers',
		mute: 'Mute',
		muteDetail: 'Hide their posts from your home',
		unmute: 'Unmute',
		unmuteDetail: 'Show their posts on your home again',
		block: 'Block',
		blockDetail: 'Neither of you sees the other',
		unblock: 'Unblock',
	},

	confirm: {
		unfollow: {
			title: (name: string) => `Unfollow ${name}?`,
			body: (isPrivate: boolean, areFriends: boolean) => {
				if (areFriends)
					return 'Their posts leave your home. You stay friends and find their posts on their profile.';
				const lost =
					'Their posts leave your home, and you no longer see what they share with followers.';
				return isPrivate ? `${lost} To follow again you have to ask.` : lost;
			},
			act: 'Unfollow',
		},
		unfriend: {
			title: (name: string) => `End your friendship with ${name}?`,
			body: () =>
				'You both stop following each other and no longer see what the other shares with friends. They aren’t told.',
			act: 'End friendship',
		},
		block: {
			title: (name: string) => `Block ${name}?`,
			body: () =>
				'You vanish from each other everywhere on Kith. Following and friendship end, both ways, and don’t come back when you unblock. They aren’t told.',
			act: 'Block',
		},
	},

	tabs: {
		requests: 'Requests',
		suggestions: 'Suggestions',
		friends: 'Friends',
		followers: 'Followers',
		following: 'Following',
		blocked: 'Blocked',
		muted: 'Muted',
	},
	tabTitle: (tab: string) => `${tab} · People`,
	requestsWaiting: (count: number) =>
		count === 1 ? '1 request waits' : `${number.format(count)} requests wait`,

	friendRequests: 'Friend requests',
	followRequests: 'Requests to follow you',
	friendsAsked: 'Friend requests you sent',
	followsAsked: 'People you asked to follow',
	peopleYouMayKnow: 'People you may know',
	seeAll: 'See all',
	showMore: 'Show more',
	loadingPeople: 'Loading people',
	loaded: (count: number) =>
		count === 1 ? '1 person in the list.' : `${number.format(count)} people in the list.`,
	listFailed: 'The list couldn’t be loaded.',
	moreFailed: 'More people couldn’t be loaded.',
	searchIn: (list: string) => `Search ${list.toLowerCase()}`,
	nobodyFound: (q: string) => `Nobody here is called “${q}”`,
	nobodyFoundBody: 'Check the spelling, or search all of Kith.',
	searchAll: 'Search all of Kith',
	nothingFoundSaid: 'Nobody found.',

	dismiss: 'Don’t suggest',
	dismissed: (name: string) => `${name} won’t be suggested again.`,
	reasons: { groups: 'In a group with you', tags: 'Shares your interests', popular: 'Suggested for you' },
	mutualCount: (count: number) =>
		count === 1 ? '1 connection in common' : `${number.format(count)} connections in common`,
	inCommon: (names: readonly string[], others: number) => {
		const list =
			others > 0 ? [...names, others === 1 ? '1 more' : `${number.format(others)} more`] : names;
		return `You both know ${listed(list)}`;
	},

	empty: {
		requests: {
			title: 'No requests wait for you',
			body: 'When someone asks to be friends or to follow you, you answer here.',
		},
		suggestions: {
			title: 'Nobody to suggest right now',
			body: 'Add a few people you know and interests to your profile: suggestions come from them.',
			action: 'Edit your interests',
		},
		friends: {
			title: 'No friends here yet',
			body: 'Friends see what you share with friends. Find people you know and ask them.',
		},
		followers: {
			title: 'Nobody follows you yet',
			body: 'People find you by your name and by what you post for everyone.',
		},
		following: {
			title: 'You follow nobody yet',
			body: 'What people you follow share comes to your home.',
		},
		blocked: {
			title: 'You block nobody',
			body: 'When you block someone, you don’t see each other anywhere on Kith. You find them here to take that back.',
		},
		muted: {
			title: 'You mute nobody',
			body: 'Posts of people you mute stay off your home. They aren’t told.',
		},
		mutuals: {
			title: (name: string) => `You and ${name} have no connections in common yet`,
			body: 'People you’re both connected with show here.',
		},
		theirs: {
			friends: (name: string) => `${name} has no friends here yet`,
			followers: (name: string) => `Nobody follows ${name} yet`,
			following: (name: string) => `${name} follows nobody yet`,
			mutuals: (name: string) => `You and ${name} have no connections in common yet`,
		},
		theirsBody: 'When that changes, you see it here.',
	},
	find: 'Find people',
	seeSuggestions: 'See suggestions',

	hiddenTitle: (name: string) => `${name} keeps this list to themselves`,
	hiddenBody: 'You can still see the people you have in common, if there are any.',
	privateTitle: (name: string) => `${name}’s profile is private`,
	privateBody: 'Their lists are for their followers.',
	lists: {
		friends: 'Friends',
		followers: 'Followers',
		following: 'Following',
		mutuals: 'In common',
	},
	listOf: (list: string, name: string) => `${list} of ${name}`,
	counts: {
		followers: (count: number) => (count === 1 ? '1 follower' : `${number.format(count)} followers`),
		posts: (count: number) => (count === 1 ? '1 post' : `${number.format(count)} posts`),
		mutuals: (count: number) => `${number.format(count)} in common`,
	},
	cardOf: (name: string) => `About ${name}`,
	asksToFollow: (name: string) => `${name} asks to follow you`,
	wantsToFollow: 'Asks to follow you',
	wantsFriendship: 'Wants to be friends',
	asksFriendship: (name: string) => `${name} wants to be friends`,
};
