/** What the history of a post says. */
export const words = {
	history: 'Edit history',
	historyFailed: 'The history couldn’t be loaded.',
	versionNow: 'Now',
	versionEdited: 'Edited',
	versionFirst: 'First posted',
	added: 'Added: ',
	removed: 'Removed: ',
	endOfChange: '. ',
	noText: 'No text',
	onlyPictures: 'Only its pictures or videos were changed.',
	earlier: 'Earlier versions',
};
