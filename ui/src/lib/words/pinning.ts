/** What is said when a post is pinned, or no more. */
export const words = {
	onProfile: {
		pinned: 'Your profile begins with this post now.',
		unpinned: 'The post is back in its place on your profile.',
		failed: (reason: string) => `Nothing changed on your profile. ${reason}`,
	},
	inGroup: {
		pinned: 'Pinned above the posts of the group.',
		unpinned: 'No longer pinned in the group.',
		failed: (reason: string) => `Nothing changed in the group. ${reason}`,
	},
	/** What stands above the posts of a group. */
	pinned: 'Pinned',
	withoutText: 'A post without words',
	unpinOne: (name: string) => `Unpin the post by ${name}`,
};
