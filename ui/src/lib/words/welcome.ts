/** What is said beside or above what guests fill in. */
export const words = {
	claim: 'Your people, and nothing in between.',
	promise: 'See what the people you follow post, newest first. You choose who sees yours. No ads.',
};
