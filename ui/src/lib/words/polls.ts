/** What polls say before anybody answers them, and what is wrong with one that is written. */
export const words = {
	choices: 'Options',
	load: 'Load the poll',
	notCounted: (reason: string) => `Your vote wasn’t counted. ${reason}`,
	optionMissing: 'Write something, or remove the option.',
	optionTwice: 'This option is there already.',
	optionTooLong: 'Use at most 100 characters.',
};
