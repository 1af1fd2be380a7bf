/** What the composer says of a content warning. */
export const words = {
	warning: 'Content warning',
	warningHint: 'Text and pictures stay covered until people choose to see them.',
	warningPlaceholder: 'What should people know first?',
	addWarning: 'Add a content warning',
	removeWarning: 'Remove the content warning',
};
