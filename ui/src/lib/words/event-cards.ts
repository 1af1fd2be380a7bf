import { number } from './number';

/** What the card of an event says in a post. */
export const words = {
	cancelled: 'Cancelled',
	over: 'Over',
	going: (count: number) => `${number.format(count)} going`,
	maybe: (count: number) => `${number.format(count)} maybe`,
	mine: {
		going: 'You’re going',
		maybe: 'You may come',
		not_going: 'You’re not coming',
		waiting: 'You’re on the waiting list',
	},
	wasMine: {
		going: 'You were going',
		maybe: 'You said maybe',
		not_going: 'You weren’t coming',
		waiting: 'You were on the waiting list',
	},
};
