import { number } from './number';

const shares = (count: number) => (count === 1 ? '1 share' : `${number.format(count)} shares`);

/** What the list of who shared a post says. */
export const words = {
	count: shares,
	who: (count: number) => `${shares(count)}: see who shared`,
	list: 'Who shared',
	open: (name: string) => `Open the share by ${name}`,
	loading: 'Loading who shared',
	loadFailed: 'Who shared couldn’t be loaded.',
	moreFailed: 'More shares couldn’t be loaded.',
	gone: 'What was shared isn’t there any more, or not for you.',
	none: 'No share that you can see',
	noneBody: 'Who shares a post chooses who sees that.',
	others: 'You see the shares that are for you. There may be others.',
};
