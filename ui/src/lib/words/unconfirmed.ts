/** What is said to who has not confirmed their address yet. */
export const banner = {
	text: (email: string, delivery: 'smtp' | 'files') =>
		delivery === 'smtp'
			? `Confirm your email: we sent a link to ${email}.`
			: `Confirm your email, ${email}. This server sends no mail: the message with the link is a file in the folder “mail” of its data folder.`,
	resend: 'Send again',
	resent: 'There is a new link. Older ones no longer work.',
	tooOften: (minutes: number) =>
		minutes <= 1
			? 'That was too often. You can ask again in a minute.'
			: `That was too often. You can ask again in ${minutes} minutes.`,
	change: 'Wrong address?',
};
