/** Why a post is in For you. What is between two parts is a link. */
export const words = {
	friend: 'You’re friends',
	following: 'You follow them',
	inGroup: 'In a group of yours',
	followedTag: ['Because you follow ', ''],
	friendOf: ['A friend of ', ''],
	followedBy: ['Followed by ', ''],
	interest: ['Because of your interest ', ''],
	popular: 'Popular this week',
	recent: 'Shared with everyone this week',
} as const;

/** What the page around it says. */
export const page = {
	news: 'New for you',
	end: 'That’s the best of the last week.',
	emptyTitle: 'Nothing for you yet',
	emptyBody:
		'What people you follow, their friends and everyone shared in the last week shows here, the best first. Follow people and tags to make it yours.',
	followedTags: 'Tags you follow',
};
