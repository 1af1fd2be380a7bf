/** What the page of saved posts says. */
export const words = {
	title: 'Saved posts',
	hint: 'Only you can see what you save.',
	emptyTitle: 'Nothing saved yet',
	emptyBody: 'Choose “Save post” in the menu of a post, and it waits for you here.',
	emptyAction: 'Go to your home',
	end: 'That’s all you saved.',
};
