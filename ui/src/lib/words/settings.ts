/** What the settings say. */
export const frame = {
	settings: 'Settings',
	lead: 'Your account, and how Kith looks.',
	back: 'All settings',
	pages: {
		profile: ['Profile', 'Your name, pictures and what you say of yourself'],
		privacy: ['Privacy', 'Who sees your profile and what stands on it'],
		audience: ['Your posts', 'Who sees what you have posted'],
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

const number = new Intl.NumberFormat();
const posts = (count: number) => (count === 1 ? '1 post' : `${number.format(count)} posts`);

export const bulk = {
	lead: 'Change who sees posts you have published, many at once. It counts at once and everywhere, pictures included.',
	which: 'Which posts',
	from: 'Posts that are for',
	any: 'Anyone (all audiences)',
	after: 'Posted from',
	before: 'Posted until',
	to: 'Make them visible to',
	choose: 'Choose…',
	toMissing: 'Choose who is to see them.',
	datesCrossed: 'This is before the first day.',
	counting: 'Counting…',
	countFailed: 'The posts couldn’t be counted.',
	matches: (count: number) =>
		count === 0 ? 'No posts fit, or they’re for that audience already.' : `${posts(count)} will change.`,
	chooseFirst: 'Choose whom they are to be for, and you see how many change.',
	selectedNote: 'Posts for selected people lose their list of names; undoing brings it back.',
	submit: 'Change',
	submitCount: (count: number) => `Change ${posts(count)}`,
	title: (count: number) => `Change ${posts(count)}?`,
	body: (label: string) => `From now on they are for: ${label}. You can undo this for ten minutes.`,
	done: (count: number, label: string) => `Done: ${posts(count)} changed to ${label}.`,
	none: 'Nothing changed: no post fits any more.',
	failed: (reason: string) => `Nothing changed. ${reason}`,
	undone: (count: number) => `Undone: ${posts(count)} as before.`,
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
