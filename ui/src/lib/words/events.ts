import { number } from './number';

type AnswerName = 'going' | 'maybe' | 'not_going';
type ResponseName = AnswerName | 'waiting';

const people = (count: number) => (count === 1 ? '1 person' : `${number.format(count)} people`);
const places = (count: number) => (count === 1 ? '1 place' : `${number.format(count)} places`);

/** What events say, and what is done with them. */
export const words = {
	events: 'Events',
	event: 'Event',
	loading: 'Loading events',
	loadingEvent: 'Loading the event',
	loadFailed: 'The event couldn’t be loaded.',
	listFailed: 'The events couldn’t be loaded.',
	moreFailed: 'More events couldn’t be loaded.',
	create: 'Create event',

	upcoming: 'Upcoming',
	past: 'Past',
	showWhich: 'Which events',
	emptyUpcoming: { title: 'Nothing is planned yet', body: 'Propose a day: every member can.' },
	emptyPast: { title: 'Nothing has been yet', body: 'What is over stands here.' },

	cancelled: 'Cancelled',
	over: 'Over',
	now: 'Happening now',
	full: 'Full',
	cancelledOn: (day: string) => `This event was cancelled on ${day}. It doesn’t take place.`,
	isOver: 'This event is over.',

	when: 'When',
	where: 'Where',
	places: 'Places',
	inGroup: 'Group',
	by: 'Created by',
	nobody: 'Not shown to you',
	clockThere: (when: string, city: string) => `${when}, ${city} time`,
	yourClock: 'By your clock',
	addToCalendar: 'Add to calendar',
	about: 'About this event',
	noDescription: 'Nothing more is said about it.',
	more: 'More about this event',
	edit: 'Edit',
	cancelEvent: 'Cancel event',

	answer: 'Are you coming?',
	answers: { going: 'Going', maybe: 'Maybe', not_going: 'Can’t go' } satisfies Record<AnswerName, string>,
	waitInstead: 'Join the waiting list',
	waiting: 'Waiting',
	takeBack: 'Take my answer back',
	yours: {
		going: 'You’re going.',
		maybe: 'You may come.',
		not_going: 'You’re not coming.',
		waiting: 'It’s full, and you’re on the waiting list. You’ll be going as soon as it is your turn.',
	} satisfies Record<ResponseName, string>,
	yoursPast: {
		going: 'You said that you’d come.',
		maybe: 'You said that you might come.',
		not_going: 'You said that you wouldn’t come.',
		waiting: 'You were on the waiting list.',
	} satisfies Record<ResponseName, string>,
	mine: {
		going: 'You’re going',
		maybe: 'Maybe',
		not_going: 'Not going',
		waiting: 'Waiting',
	} satisfies Record<ResponseName, string>,
	going: (count: number) => `${number.format(count)} going`,
	maybe: (count: number) => `${number.format(count)} maybe`,
	waitingCount: (count: number) => `${number.format(count)} waiting`,
	/** How many can come, and how many still. */
	capacity: (most: number, going: number, waiting: number) => {
		const left = most - going;
		const taken = most === 1 ? 'The one place is taken' : `All ${places(most)} are taken`;
		if (waiting > 0)
			return `${taken}, and ${waiting === 1 ? '1 person waits' : `${people(waiting)} wait`} for one.`;
		if (left <= 0) return `${taken}. Who comes now waits for one.`;
		if (most === 1) return 'There is one place.';
		if (left === 1) return `1 of ${places(most)} is left.`;
		return `${number.format(left)} of ${places(most)} are left.`;
	},

	participants: 'Who comes',
	lists: {
		going: 'Going',
		maybe: 'Maybe',
		not_going: 'Can’t go',
		waiting: 'Waiting list',
	} satisfies Record<ResponseName, string>,
	listCount: (label: string, count: number) => (count > 0 ? `${label} (${number.format(count)})` : label),
	searchPeople: 'Search by name',
	peopleLoading: 'Loading people',
	peopleFailed: 'The people couldn’t be loaded.',
	morePeopleFailed: 'More people couldn’t be loaded.',
	peopleGone: 'This list isn’t for you any more.',
	nobodyFound: (q: string) => `Nobody found for “${q}”`,
	emptyPeople: {
		going: 'Nobody has said yet that they come.',
		maybe: 'Nobody is undecided.',
		not_going: 'Nobody has said that they can’t.',
		waiting: 'Nobody waits for a place.',
	} satisfies Record<ResponseName, string>,
	you: 'You',

	cancelTitle: (title: string) => `Cancel ${title}?`,
	cancelBody: (answered: number) =>
		answered > 0
			? `It stays to be read, as cancelled, for good. ${answered === 1 ? 'Who answered is' : `The ${people(answered)} who answered are`} told. This can’t be undone.`
			: 'It stays to be read, as cancelled, for good. This can’t be undone.',
	cancelConfirm: 'Cancel the event',
	keepEvent: 'Keep it',
	cancelledToast: (title: string) => `${title} is cancelled. Those who answered are told.`,
	notCancelled: (title: string) => `${title} isn’t cancelled.`,

	created: (title: string) => `${title} is planned.`,
	createdWithout: (title: string, why: string) =>
		`${title} is planned, but its picture couldn’t be added. ${why}`,
	saved: 'The event is saved.',
	savedMoved: 'The event is saved. Those who answered are told of the new time or place.',

	image: {
		change: 'Change picture',
		choose: 'Choose a picture…',
		uploading: 'Uploading the picture',
		done: 'The picture is changed.',
		failed: 'The picture couldn’t be changed.',
		remove: 'Remove picture',
		removeTitle: 'Remove the picture?',
		removeBody: 'The day takes its place. You can add another at any time.',
		confirmRemoval: 'Remove',
		removed: 'The picture is removed.',
	},

	/** Why what one said was not taken. */
	notAnswered: (title: string) => `Your answer to ${title} wasn’t taken.`,
	isOverNow: (title: string) => `${title} is over.`,
	isCancelledNow: (title: string) => `${title} was cancelled in the meantime.`,
	isGoneNow: (title: string) => `${title} is no longer there, or not for you to see.`,
};
