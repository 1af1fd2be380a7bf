/** What the page of saved posts says. */
export const words = {
	saved: 'Saved posts',
	savedHint: 'Only you can see what you save.',
	savedEmptyTitle: 'Nothing saved yet',
	savedEmptyBody: 'Choose “Save post” in the menu of a post, and it waits for you here.',
	savedEmptyAction: 'Go to your home',
	endOfSaved: 'That’s all you saved.',
};
