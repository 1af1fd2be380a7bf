/** What the home page and lists of posts say. */
export const words = {
	posts: 'Posts',
	failed: 'More posts couldn’t be loaded.',
	failedFirst: 'Posts couldn’t be loaded.',
	loaded: (count: number) => (count === 1 ? '1 more post' : `${count} more posts`),
	end: 'You’re all caught up. Go and see someone.',
	emptyTitle: 'Nothing here yet',
	emptyBody: 'What people share shows here, newest first. Yours can be the first.',
	emptyAction: 'Write your first post',
	emptyProfile: 'Add a picture of yourself',
	nextPost: 'Next post',
	previousPost: 'Previous post',
	openPost: 'Open the post',
};
