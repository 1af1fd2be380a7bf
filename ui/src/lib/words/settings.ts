import { number } from './number';

/** What the settings say. */
export const frame = {
	settings: 'Settings',
	lead: 'Your account, and how Kith looks.',
	back: 'All settings',
	pages: {
		profile: ['Profile', 'Your name, pictures and what you say of yourself'],
		privacy: ['Privacy', 'Who sees your profile and what stands on it'],
		audience: ['Your posts', 'Who sees what you have posted'],
		uploads: ['Uploads', 'Your pictures and videos, and where they are'],
		account: ['Account', 'Your email address'],
		security: ['Security', 'Your password'],
		sessions: ['Devices', 'Where you are logged in'],
		appearance: ['Appearance', 'Light, dark, or as your device has it'],
	} satisfies Record<string, [label: string, about: string]>,
};

export const email = {
	heading: 'Email address',
	confirmed: 'Confirmed',
	unconfirmed: 'Not confirmed yet',
	newEmail: 'New email address',
	password: 'Your password',
	passwordHint: 'To make sure it is you.',
	passwordMissing: 'Enter your password.',
	submit: 'Change address',
	submitting: 'Sending…',
	sentTitle: 'Look at your mail',
	sentBody: (address: string) =>
		`A link is on its way to ${address}. Your address changes when you open it; until then everything stays as it is.`,
	unchanged: 'This is your address already.',
	again: 'Use another address',
};

export const password = {
	heading: 'Change your password',
	lead: 'Every other device is logged out. This one stays logged in.',
	current: 'Current password',
	currentMissing: 'Enter your current password.',
	wanted: 'New password',
	submit: 'Change password',
	submitting: 'Changing it…',
	done: 'Your password is changed. Every other device is logged out.',
};

const posts = (count: number) => (count === 1 ? '1 post' : `${number.format(count)} posts`);

export const bulk = {
	lead: 'Change who can see many of your posts in one go. The change applies right away, to their pictures and videos as well.',
	from: 'Posts visible to',
	any: 'Any audience',
	after: 'Posted on or after',
	before: 'Posted on or before',
	to: 'Change them to',
	choose: 'Choose…',
	toMissing: 'Choose who should see them.',
	datesCrossed: 'This day is before the other one.',
	dateUnfinished: 'Finish this date, or clear it.',
	counting: 'Counting…',
	countFailed: 'We couldn’t count the posts.',
	matches: (count: number) =>
		count === 0 ? 'No posts match, or they have that audience already.' : `${posts(count)} will change.`,
	chooseFirst: 'Choose the new audience to see how many posts will change.',
	selectedNote: 'Posts for selected people will lose their list of names. Undo brings it back.',
	submit: 'Change',
	submitCount: (count: number) => `Change ${posts(count)}`,
	title: (count: number) => `Change ${posts(count)}?`,
	body: (label: string) => `Their new audience: ${label}. You can undo this for ten minutes.`,
	done: (count: number, label: string) => `Done: ${posts(count)} changed to ${label}.`,
	none: 'Nothing changed: no posts match any more.',
	failed: (reason: string) => `Nothing changed. ${reason}`,
	undone: (count: number) => `Undone. ${posts(count)} ${count === 1 ? 'is' : 'are'} as before.`,
	notUndone: (reason: string) => `It couldn’t be undone. ${reason}`,
	undoUntil: (time: string) => `You can undo this until ${time}.`,
};

export const devices = {
	lead: 'These browsers are logged in to your account. Log out what you don’t recognise, and change your password then.',
	list: 'Devices that are logged in',
	current: 'This device',
	since: 'Logged in',
	used: 'last used',
	logOut: 'Log out',
	logOutOf: (device: string) => `Log out ${device}`,
	endTitle: (device: string) => `Log out ${device}?`,
	endBody: 'Whoever uses it has to log in again with your password.',
	ended: (device: string) => `${device} is logged out.`,
	endOthers: 'Log out everywhere else',
	othersTitle: 'Log out everywhere else?',
	othersBody: 'All devices but this one have to log in again with your password.',
	othersEnded: (count: number) =>
		count === 1 ? 'One other device is logged out.' : `${count} other devices are logged out.`,
	onlyThis: 'You’re logged in nowhere else.',
	failed: 'Your devices couldn’t be loaded.',
	on: (browser: string, system: string) => `${browser} on ${system}`,
	browserOn: (system: string) => `A browser on ${system}`,
	unknown: 'Unknown device',
};

export const appearance = {
	lead: 'How Kith looks in this browser.',
	legend: 'Colours',
	system: 'As the device has it',
	systemHint: 'Changes with your device, by day and night.',
	light: 'Light',
	lightHint: 'Dark ink on light paper.',
	dark: 'Dark',
	darkHint: 'Easy on the eyes in the evening.',
};
