/** What the sheet of keyboard shortcuts says. */
export const words = {
	on: 'Use single-key shortcuts',
	hint: 'They work where you’re not typing.',
	then: 'then',
};
