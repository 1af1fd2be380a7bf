/** Why a post is in For you. What is between two parts is a link. */
export const words = {
	friend: 'You’re friends',
	following: 'You follow them',
	followedTag: ['Because you follow ', ''],
	friendOf: ['A friend of ', ''],
	followedBy: ['Followed by ', ''],
	interest: ['Because of your interest ', ''],
	popular: 'Popular this week',
	recent: 'Shared with everyone this week',
} as const;
