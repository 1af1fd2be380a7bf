/** What the home page and lists of posts say. */
export const words = {
	posts: 'Posts',
	postsIn: (group: string) => `Posts in ${group}`,
	failed: 'More posts couldn’t be loaded.',
	failedFirst: 'Posts couldn’t be loaded.',
	loaded: (count: number) => (count === 1 ? '1 more post' : `${count} more posts`),
	end: 'You’re all caught up. Go and see someone.',
	endOfEveryone: 'That’s all there is so far.',
	endOfProfile: 'That’s all there is.',
	emptyTitle: 'Nothing here yet',
	emptyBody: 'What the people you follow share shows here, newest first. Yours can be the first.',
	emptyEveryoneBody: 'Nobody has shared anything with everyone yet. Yours can be the first.',
	emptyGroupBody: 'Write the first post.',
	emptyGroupReader: 'What members post shows here.',
	emptyAction: 'Write your first post',
	emptyProfile: 'Add a picture of yourself',
	newPosts: (count: number, most: number) => {
		if (count >= most) return `${most - 1}+ new posts`;
		return count === 1 ? '1 new post' : `${count} new posts`;
	},
	newFailed: 'The new posts couldn’t be loaded. Check your connection and try again.',
	showNew: 'Show new posts',
	welcome: (name: string) => `Welcome to Kith, ${name}`,
	welcomeBody:
		'This is your home. It fills with what the people you follow share, newest first. Until then it shows what was shared with everyone.',
	findPeople: 'Find people you know',
	nowFollowing: 'You follow somebody now.',
	seeHome: 'See your home',
	tabs: 'Feeds',
	following: 'Following',
	forYou: 'For you',
	nextPost: 'Next post',
	previousPost: 'Previous post',
	openPost: 'Open the post',
};
