import { listed } from './list';
import { number } from './number';

const DAY = 24 * 3_600_000;

type PrivacyName = 'open' | 'request' | 'hidden';
type RoleName = 'member' | 'moderator' | 'owner';

const people = (count: number) => (count === 1 ? '1 person' : `${number.format(count)} people`);

/** What groups say, and what is done in and about them. */
export const words = {
	groups: 'Groups',
	title: (title: string, tab?: string) => (tab ? `${tab} · ${title} · Kith` : `${title} · Kith`),
	group: 'Group',
	loadingGroup: 'Loading the group',
	loadFailed: 'The group couldn’t be loaded.',
	members: (count: number) => (count === 1 ? '1 member' : `${number.format(count)} members`),
	/** The friends in a group: some by name, and how many others. */
	friends: (names: readonly string[], others: number) => {
		if (names.length === 0) return '';
		if (others === 0) return `${listed(names)} ${names.length === 1 ? 'is' : 'are'} in it`;
		const more = others === 1 ? '1 other friend' : `${number.format(others)} other friends`;
		return `${names.join(', ')} and ${more}`;
	},
	privacy: {
		open: {
			label: 'Open',
			short: 'Open group',
			detail: 'Anyone on Kith finds it and can join.',
		},
		request: {
			label: 'On request',
			short: 'Join on request',
			detail: 'Anyone on Kith finds it and asks to join. You decide.',
		},
		hidden: {
			label: 'Hidden',
			short: 'Hidden group',
			detail: 'Only members and who is invited know of it. By invitation alone.',
		},
	} satisfies Record<PrivacyName, { label: string; short: string; detail: string }>,
	/** The same, to whom it does not belong. */
	privacyExplained: {
		open: 'Everyone on Kith can find this group and join it. What is posted in it is for members.',
		request: 'Everyone on Kith can find this group and ask to join. What is posted in it is for members.',
		hidden: 'Only members, and who is invited, know of this group. One joins by invitation alone.',
	} satisfies Record<PrivacyName, string>,

	search: 'Search groups',
	showWhich: 'Which groups',
	shown: { all: 'All', mine: 'My groups', friends: 'With friends' },
	order: 'Sort by',
	orders: { active: 'Most active', newest: 'Newest' },
	listLoading: 'Loading groups',
	listFailed: 'The groups couldn’t be loaded.',
	moreFailed: 'More groups couldn’t be loaded.',
	found: (count: number) => (count === 1 ? '1 group' : `${number.format(count)} groups`),
	nothingFound: (q: string) => `No group found for “${q}”`,
	nothingFoundBody: 'The words of the title have to begin like that. You could also start one yourself.',
	empty: {
		all: { title: 'No groups yet', body: 'Start the first one: for your street, your choir, your team.' },
		mine: {
			title: 'You’re in no group yet',
			body: 'Look through all groups, or start one and invite your people.',
		},
		friends: {
			title: 'No groups with your friends',
			body: 'When a friend joins a group that you may know of, it shows here.',
		},
	},
	seeAll: 'See all groups',

	suggested: 'Suggested groups',
	dismissOne: (title: string) => `Don’t suggest ${title}`,
	dismissedOne: (title: string) => `${title} won’t be suggested again.`,
	invitations: 'Invitations',
	sentRequests: 'Your requests',
	waitingFailed: 'Your invitations and requests couldn’t be loaded.',
	showMore: 'Show more',
	invitedBy: (name: string | undefined) => (name ? `${name} invites you` : 'You’re invited'),
	waits: 'Waits for an answer',

	join: 'Join',
	ask: 'Ask to join',
	joinOne: (verb: string, title: string) => `${verb}: ${title}`,
	requested: 'Requested',
	cancelRequest: 'Take the request back',
	accept: 'Accept',
	acceptOne: (title: string) => `Accept the invitation to ${title}`,
	decline: 'Decline',
	declineOne: (title: string) => `Decline the invitation to ${title}`,
	member: 'Member',
	moderator: 'Moderator',
	owner: 'Owner',
	yourPart: (part: string, title: string) => `${part} of ${title}`,
	leave: 'Leave the group',
	leaveTitle: (title: string) => `Leave ${title}?`,
	leaveBody: {
		open: 'You no longer see what is posted in it. You can join again at any time.',
		request: 'You no longer see what is posted in it. To come back you have to ask again.',
		hidden: 'You no longer see it anywhere. To come back somebody has to invite you.',
	} satisfies Record<PrivacyName, string>,
	leaveConfirm: 'Leave',
	ownerStaysTitle: 'A group needs its owner',
	ownerStaysBody:
		'You own this group. Hand it over to another member first, then you can leave. Or delete it, with everything in it.',
	toMembers: 'Choose who takes over',
	toAbout: 'Manage the group',
	banned: 'You can’t join this group. Its owner decided so.',
	refusedUntil: (until: Date | undefined) => {
		if (!until) return 'Your request was declined not long ago. You can ask again another day.';
		const soon = until.getTime() - Date.now() < DAY;
		const moment = new Intl.DateTimeFormat(
			undefined,
			soon ? { timeStyle: 'short' } : { weekday: 'long', day: 'numeric', month: 'long' },
		).format(until);
		return `Your request was declined not long ago. You can ask again from ${moment}.`;
	},
	done: {
		join: (title, isIn) => (isIn ? `You’re a member of ${title} now.` : undefined),
		accept: (title) => `You’re a member of ${title} now.`,
		decline: (title) => `You declined the invitation to ${title}. Nobody is told.`,
		cancel: (title) => `You no longer ask to join ${title}.`,
		leave: (title) => `You left ${title}.`,
	} as Partial<Record<string, (title: string, isIn: boolean) => string | undefined>>,

	posts: 'Posts',
	events: 'Events',
	eventsFailed: 'The events couldn’t be loaded.',
	people: 'Members',
	media: 'Media',
	noMedia: 'No pictures or videos yet',
	noMediaBody: 'Those in the posts of the group are collected here.',
	toPosts: 'See the posts',
	about: 'About',
	membersOnlyTitle: 'For members',
	membersOnlyBody: {
		open: 'Join the group to see its posts, events and members.',
		request: 'Posts, events and members are shown to who belongs to the group. Ask to join to see them.',
		hidden: 'Posts, events and members are shown to who belongs to the group.',
	} satisfies Record<PrivacyName, string>,
	postsTitle: 'What is posted here is for members',
	postsBody: 'Posts of the group stand here.',

	noDescription: 'Nothing is said about it yet.',
	noDescriptionMine: 'Say what the group is for, so that people know whether it is for them.',
	whoJoins: 'Who finds it and joins',
	created: 'Created',
	ownedBy: 'Owner',
	nobody: 'Not shown to you',
	decidedBy: 'Who decides about requests',
	decide: { owner: 'The owner', moderators: 'The owner and the moderators' },
	manage: 'Manage the group',
	edit: 'Edit',
	editTitle: 'Edit the group',
	handOver: 'Hand over',
	handOverHint: 'Another member becomes its owner. You stay, as a moderator.',
	delete: 'Delete the group',
	deleteHint: 'With all posts, comments and pictures in it, for good.',
	deleteTitle: (title: string) => `Delete ${title}?`,
	deleteBody:
		'The group goes at once and for everyone, with every post, comment and picture in it. This can’t be undone.',
	deleteType: (title: string) => `Type the title to confirm: ${title}`,
	deleteTypeLabel: 'Title of the group',
	deleteMismatch: 'That isn’t the title of this group.',
	deleteConfirm: 'Delete for good',
	deleted: (title: string) => `${title} is deleted.`,
	notDeleted: (title: string) => `${title} is still there.`,

	create: 'Create group',
	createTitle: 'Create a group',
	formTitle: 'Title',
	formDescription: 'What is it about?',
	formDescriptionHint: 'Shown to everyone who finds the group. **Bold**, *italic* and lists work.',
	formPrivacy: 'Who finds it and joins?',
	formDecide: 'Moderators decide about requests, too',
	formDecideHint: 'Otherwise only you accept or decline who asks to join.',
	titleMissing: 'Give the group a title.',
	tooLong: (most: number) => `Use at most ${number.format(most)} characters.`,
	opening: (count: number) =>
		count === 1
			? '1 person waits for an answer and becomes a member when you save.'
			: `${people(count)} wait for an answer and become members when you save.`,
	resumed: 'What you typed before is here again.',
	startOver: 'Start over',
	save: 'Save',
	saving: 'Saving…',
	creating: 'Creating…',
	saved: 'The group is saved.',
	createdToast: (title: string) => `${title} is there. Invite your people.`,
	banner: {
		change: 'Change banner',
		choose: 'Choose a picture…',
		uploading: 'Uploading the banner',
		done: 'The banner is changed.',
		failed: 'The banner couldn’t be changed.',
		remove: 'Remove banner',
		removeTitle: 'Remove the banner?',
		removeBody: 'A plain colour takes its place. You can add another at any time.',
		confirmRemoval: 'Remove',
		removed: 'The banner is removed.',
	},

	lists: { members: 'Members', requests: 'Requests', invited: 'Invited', banned: 'Banned' },
	invitedByYou: 'Invited by you',
	listCount: (label: string, count: number) => (count > 0 ? `${label} (${number.format(count)})` : label),
	staff: 'Owner and moderators',
	searchMembers: 'Search members',
	peopleLoading: 'Loading people',
	peopleFailed: 'The people couldn’t be loaded.',
	morePeopleFailed: 'More people couldn’t be loaded.',
	peopleGone: 'This list isn’t for you any more.',
	nobodyFound: (q: string) => `No member found for “${q}”`,
	emptyPeople: {
		members: 'Nobody is here yet.',
		staff: 'Nobody keeps order yet.',
		requests: 'Nobody asks to join right now.',
		invited: 'No invitation waits for an answer.',
		banned: 'Nobody is banned from this group.',
	},
	roles: { member: 'Member', moderator: 'Moderator', owner: 'Owner' } satisfies Record<RoleName, string>,
	invitedByShort: (name: string | undefined) => (name ? `Invited by ${name}` : 'Invited'),
	you: 'You',
	acceptPerson: (name: string) => `Accept ${name}`,
	declinePerson: (name: string) => `Decline ${name}`,
	withdraw: 'Withdraw',
	withdrawOne: (name: string) => `Withdraw the invitation of ${name}`,
	unban: 'Lift the ban',
	unbanOne: (name: string) => `Lift the ban of ${name}`,
	manageOne: (name: string) => `Manage ${name}`,
	menu: {
		appoint: 'Make moderator',
		dismiss: 'Make member',
		remove: 'Remove from the group',
		ban: 'Ban from the group',
		handOver: 'Hand the group over',
	},
	confirm: {
		appoint: {
			title: (name: string) => `Make ${name} a moderator?`,
			body: 'They can remove posts and comments of others, and withdraw invitations.',
			act: 'Make moderator',
			danger: false,
		},
		dismiss: {
			title: (name: string) => `Make ${name} a member like others?`,
			body: 'They can no longer remove posts and comments of others.',
			act: 'Make member',
			danger: false,
		},
		remove: {
			title: (name: string) => `Remove ${name} from the group?`,
			body: 'They see nothing of the group from now on. What they posted stays. They may ask to join again.',
			act: 'Remove',
			danger: true,
		},
		ban: {
			title: (name: string) => `Ban ${name} from the group?`,
			body: 'They see nothing of the group from now on, and can neither ask to join nor be invited until you lift the ban. What they posted stays.',
			act: 'Ban',
			danger: true,
		},
		handOver: {
			title: (name: string) => `Hand the group over to ${name}?`,
			body: 'The group is theirs from then on: they decide about everything in it, also about you. You stay as a moderator. Only they can give it back.',
			act: 'Hand over',
			danger: true,
		},
	},
	doneTo: {
		accept: (name: string) => `${name} is a member now.`,
		refuse: (name: string) => `You declined the request of ${name}. They aren’t told.`,
		withdraw: (name: string) => `${name} is no longer invited.`,
		unban: (name: string) => `${name} may ask to join again.`,
		appoint: (name: string) => `${name} is a moderator now.`,
		dismiss: (name: string) => `${name} is a member like others now.`,
		remove: (name: string) => `${name} is no longer in the group.`,
		ban: (name: string) => `${name} is banned from the group.`,
		handOver: (name: string) => `The group is ${name}’s now.`,
	},

	invite: 'Invite people',
	inviteDone: (count: number) => (count === 0 ? 'Done' : `Invite ${people(count)}`),
	invited: (names: readonly string[]) => `${listed(names)} ${names.length === 1 ? 'is' : 'are'} invited.`,
	inviteOutcome: 'What became of your invitations',
	outcomes: {
		invited: 'Invited',
		joined: 'Asked already, and is a member now',
		already_member: 'Is a member already',
		not_now: 'Can’t be invited at the moment',
		not_found: 'Is not on Kith any more, or not for you',
	},
	close: 'Close',
};
