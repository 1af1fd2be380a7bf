/** What the pages say that mailed links lead to or come from. */
export const forgot = {
	title: 'Set a new password',
	lead: 'Tell us the address of your account. We send a link to it that lets you choose a new password.',
	email: 'Email',
	submit: 'Send the link',
	submitting: 'Sending…',
	sentTitle: 'Look at your mail',
	sentBody: (email: string) =>
		`If ${email} belongs to an account, a link is on its way there. It is good for an hour.`,
	again: 'Use another address',
	back: 'Back to log in',
};

export const reset = {
	title: 'Choose a new password',
	lead: 'You will be logged out everywhere and log in with the new one.',
	password: 'New password',
	submit: 'Set password',
	submitting: 'Setting it…',
	done: 'Your password is changed. Log in with the new one.',
	goneTitle: 'This link is no longer good',
	goneBody: 'It was used already, is too old, or a newer one replaced it.',
	missingTitle: 'This page needs the link from your mail',
	missingBody: 'Open the link in the mail once more, or ask for a new one.',
	ask: 'Ask for a new link',
};

export const verify = {
	title: 'Confirm your email',
	checking: 'Confirming your address…',
	doneTitle: 'Your address is confirmed',
	doneBody: 'Thank you. That was all.',
	goneTitle: 'This link is no longer good',
	goneBody:
		'It was used already, is too old, or a newer one replaced it. Log in to have a new one sent to you.',
	takenTitle: 'This address belongs to another account',
	takenBody: 'Your own address stays as it was.',
	missingTitle: 'This page needs the link from your mail',
	missingBody: 'Open the link in the mail once more, or ask for a new one from your settings.',
	failedTitle: 'Your address isn’t confirmed yet',
	onward: 'Go on to Kith',
	settings: 'Account settings',
	retry: 'Try again',
};

/** Where mails are when no mail server is set up. */
export const mailFiles =
	'This server sends no mail. It keeps each one as a file in the folder “mail” of its data folder; who runs it finds the link there.';
