import { number } from './number';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const counted = (count: number, one: string, more: string) =>
	count === 1 ? one : `${number.format(count)} ${more}`;

/** What polls say, where they are written and where they are answered. */
export const words = {
	poll: 'Poll',
	chooseOne: 'Poll: choose one option',
	chooseSeveral: 'Poll: choose one or more options',
	several: 'You can choose more than one.',
	vote: 'Vote',
	changeVote: 'Change vote',
	saveVote: 'Save vote',
	takeBack: 'Take vote back',
	keepVote: 'Keep my vote',
	yours: 'Your choice',
	results: 'Results',
	choices: 'Options',
	votes: (count: number) => counted(count, '1 vote', 'votes'),
	voters: (count: number) => counted(count, '1 person voted', 'people voted'),
	percent: (share: number) => `${number.format(Math.round(share * 100))}%`,
	resultsAfterVote: 'Results after you vote',
	resultsAtEnd: 'Results when it ends',
	ended: 'Ended',
	ending: 'Ending…',
	/** How much of so many milliseconds is left, as short as people say it. */
	left: (left: number) => {
		if (left >= 2 * DAY) return `${number.format(Math.floor(left / DAY))} days left`;
		if (left >= 2 * HOUR) return `${number.format(Math.floor(left / HOUR))} hours left`;
		if (left >= 2 * MINUTE) return `${number.format(Math.floor(left / MINUTE))} minutes left`;
		return 'A minute left';
	},
	counted: 'Your vote was counted.',
	takenBack: 'Your vote was taken back.',
	notCounted: (reason: string) => `Your vote wasn’t counted. ${reason}`,
	over: 'This poll has ended.',
	load: 'Load the poll',

	add: 'Add a poll',
	remove: 'Remove the poll',
	question: 'Ask your question',
	stays: 'The poll of a post can’t be changed.',
	option: (place: number) => `Option ${place}`,
	addOption: 'Add an option',
	removeOption: (place: number) => `Remove option ${place}`,
	moveUp: (place: number) => `Move option ${place} up`,
	moveDown: (place: number) => `Move option ${place} down`,
	moved: (place: number, count: number) => `Option is now ${place} of ${count}.`,
	multiple: 'Let people choose more than one',
	ends: 'Ends',
	lasts: {
		hour: 'In an hour',
		hours: 'In 6 hours',
		day: 'In a day',
		days: 'In 3 days',
		week: 'In a week',
		weeks: 'In 2 weeks',
		never: 'Never',
	},
	shows: 'Results are shown',
	showsFrom: {
		after_vote: 'After voting',
		at_end: 'When the poll ends',
	},
	optionMissing: 'Write something, or remove the option.',
	optionTwice: 'This option is there already.',
	optionTooLong: 'Use at most 100 characters.',
};
