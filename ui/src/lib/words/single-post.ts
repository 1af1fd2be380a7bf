/** What the page of one post says instead of it. */
export const words = {
	deletedTitle: 'You deleted this post',
	deletedBody: 'It’s gone for everyone. You can still take that back for a few minutes.',
	loadFailed: 'The post couldn’t be loaded.',
};
