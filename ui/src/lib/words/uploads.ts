import { number } from './number';

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** An amount of data as people read it: 820 bytes, 4.2 MB. */
function size(bytes: number): string {
	let amount = bytes;
	let unit = 0;
	while (amount >= 1000 && unit < UNITS.length - 1) {
		amount /= 1000;
		unit += 1;
	}
	const digits = unit > 0 && amount < 10 ? Math.round(amount * 10) / 10 : Math.round(amount);
	return `${number.format(digits)} ${UNITS[unit] ?? ''}`;
}

/** What the page of one's own uploads says. */
export const words = {
	lead: 'Every picture and video you have uploaded: how much room it takes, and where it is used. What is used nowhere is removed by itself after a day.',
	list: 'Your uploads',
	size,
	total: (count: number, bytes: number) =>
		`${count === 1 ? '1 upload' : `${number.format(count)} uploads`}, ${size(bytes)}`,
	kinds: { image: 'Picture', gif: 'GIF', video: 'Video' },
	processing: 'Being prepared',
	failed: 'Could not be prepared',
	usedIn: {
		post: 'In a post',
		comment: 'In a comment',
		avatar: 'Your profile picture',
		cover: 'Your cover picture',
		banner: 'The banner of a group',
		event: 'The picture of an event',
	},
	unused: 'Used nowhere',
	goes: (hours: number) => `, removed in ${hours === 1 ? 'an hour' : `${hours} hours`}`,
	remove: 'Remove',
	removeOne: (kind: string, at: string) => `Remove the ${kind.toLowerCase()} of ${at}`,
	removed: 'Removed.',
	notRemoved: 'It couldn’t be removed.',
	loadFailed: 'Your uploads couldn’t be loaded.',
	moreFailed: 'More uploads couldn’t be loaded.',
	none: 'No uploads yet',
	noneBody: 'Pictures and videos you add to posts, comments or your profile are listed here.',
};
