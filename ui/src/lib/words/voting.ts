import { number } from './number';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const counted = (count: number, one: string, more: string) =>
	count === 1 ? one : `${number.format(count)} ${more}`;

/** What polls say where they are answered. */
export const words = {
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
};
