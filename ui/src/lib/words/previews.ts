/** What is said of a link preview that was taken away. */
export const words = {
	removed: 'Link preview removed.',
	notRemoved: (reason: string) => `The link preview is still there. ${reason}`,
	notRestored: (reason: string) => `The link preview couldn’t be shown again. ${reason}`,
};
