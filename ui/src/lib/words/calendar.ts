import { number } from './number';

const events = (count: number) =>
	count === 0 ? 'no events' : count === 1 ? '1 event' : `${number.format(count)} events`;

/** What the calendar of one's events says. */
export const words = {
	title: 'Events',
	views: { agenda: 'Agenda', month: 'Month' },
	chooseView: 'How to show them',
	today: 'Today',
	previous: 'Previous month',
	next: 'Next month',
	month: (month: string) => `Events in ${month}`,
	/** A day of the calendar, read aloud. */
	day: (day: string, count: number) => `${day}, ${events(count)}`,
	moreThatDay: (count: number) => `+${number.format(count)}`,
	emptyDay: 'Nothing on this day.',
	keys: 'Arrow keys go from day to day, Page Up and Page Down from month to month.',
	loading: 'Loading your events',
	loadFailed: 'Your events couldn’t be loaded.',
	tooMany: 'There are more events in this month than can be shown here.',
	emptyTitle: 'Nothing on your calendar',
	emptyBody: 'What is planned in your groups stands here. Find a group, or plan something in one of yours.',
	toGroups: 'See groups',
	toMine: 'Your groups',

	feed: 'Subscribe',
	feedTitle: 'Your calendar elsewhere',
	feedBody:
		'Subscribe to this address in your calendar program, and what is planned in your groups appears there by itself. Events that you declined don’t.',
	feedSecret: 'Whoever knows the address can read your calendar. Keep it to yourself.',
	feedShow: 'Show the address',
	feedFailed: 'The address couldn’t be had.',
	feedAddress: 'Private address',
	feedCopy: 'Copy',
	feedCopied: 'The address is copied.',
	feedNotCopied: 'The browser didn’t allow copying. Select the address and copy it yourself.',
	feedOpen: 'Open in a calendar program',
	feedRenew: 'Change the address',
	feedRenewTitle: 'Change the address?',
	feedRenewBody:
		'The address of today stops working at once: subscribe anew with the next one wherever you used it.',
	feedRenewConfirm: 'Change it',
	feedRenewed: 'The address is changed. The one before no longer works.',
	feedRevoke: 'Turn it off',
	feedRevokeTitle: 'Turn the address off?',
	feedRevokeBody: 'It stops working at once. You can have another one at any time.',
	feedRevokeConfirm: 'Turn it off',
	feedRevoked: 'The address is off. Nobody reads your calendar by it any more.',
	feedOff: 'The address is off. Showing it makes another one.',
};
