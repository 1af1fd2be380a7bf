/** What the primitives say, wherever they are used. */
export const words = {
	cancel: 'Cancel',
	close: 'Close',
	dismiss: 'Dismiss',
	retry: 'Try again',
	undo: 'Undo',
	clearSearch: 'Clear the search',
	notOpened: 'This couldn’t be opened. Check your connection and load the page again.',
	reload: 'Load again',
	optional: 'optional',
	messages: 'Messages from Kith',
	showPassword: 'Show password',
	hidePassword: 'Hide password',
	charactersLeft: (count: number) => (count === 1 ? '1 character left' : `${count} characters left`),
	charactersOver: (count: number) =>
		count === 1 ? '1 character too long' : `${count} characters too long`,
};
