import { problemText } from './problems';

const DAY = 24 * 3_600_000;

/** How one stands to somebody, as far as words depend on it. */
interface Stands {
	follow: string;
	friendship: string;
}

/** What is said once something between people was done. */
export const words = {
	done: {
		removeFollower: (name) => `${name} no longer follows you.`,
		block: (name) => `You blocked ${name}.`,
		unblock: (name) => `You unblocked ${name}.`,
		mute: (name) => `You muted ${name}. They aren’t told.`,
		unmute: (name) => `You unmuted ${name}.`,
	} as Partial<Record<string, (name: string) => string>>,

	/** What was done from a menu, away from any button that would show it. */
	told: {
		follow: (name, _, now) =>
			now.follow === 'requested' ? `You asked to follow ${name}.` : `You follow ${name}.`,
		unfollow: (name, before) =>
			before.follow === 'requested'
				? `You no longer ask to follow ${name}.`
				: `You no longer follow ${name}.`,
		befriend: (name, _, now) =>
			now.friendship === 'friends'
				? `You and ${name} are friends.`
				: `You asked ${name} to be friends.`,
		unfriend: (name, before) =>
			before.friendship === 'outgoing'
				? `You no longer ask ${name} to be friends.`
				: `You and ${name} are no longer friends.`,
		acceptFriendship: (name) => `You and ${name} are friends.`,
		acceptFollow: (name) => `${name} follows you now.`,
		declineFriendship: (name) => `You declined the request of ${name}.`,
		declineFollow: (name) => `You declined the request of ${name}.`,
	} as Partial<Record<string, (name: string, before: Stands, now: Stands) => string>>,
};

/** What could not be done, by act. */
const NOT_DONE: Readonly<Record<string, (name: string) => string>> = {
	follow: (name) => `You don’t follow ${name}.`,
	unfollow: (name) => `Nothing changed: you still follow ${name}.`,
	acceptFollow: (name) => `The request of ${name} couldn’t be accepted.`,
	declineFollow: (name) => `The request of ${name} still waits.`,
	removeFollower: (name) => `${name} still follows you.`,
	befriend: (name) => `${name} wasn’t asked.`,
	acceptFriendship: (name) => `The request of ${name} couldn’t be accepted.`,
	declineFriendship: (name) => `The request of ${name} still waits.`,
	unfriend: (name) => `Nothing changed between you and ${name}.`,
	block: (name) => `${name} isn’t blocked.`,
	unblock: (name) => `${name} is still blocked.`,
	mute: (name) => `${name} isn’t muted.`,
	unmute: (name) => `${name} is still muted.`,
};

type Refusal = Parameters<typeof problemText>[0] & {
	/** From when on one may ask again. */
	readonly retryAt: Date | undefined;
};

/** Why something between people was not done. */
export function refusal(act: string, name: string, problem: Refusal): string {
	if (problem.code === 'request_gone') return `${name} took the request back in the meantime.`;
	if (problem.status === 404) return `${name} is no longer here, or not for you to see.`;
	if (problem.code === 'ask_again_later') return askAgain(name, problem.retryAt);
	return `${NOT_DONE[act]?.(name) ?? ''} ${problemText(problem)}`.trim();
}

/** The server's own sentence says that there was a decline; what matters is when asking is possible again. */
function askAgain(name: string, when: Date | undefined): string {
	if (!when) return `You asked ${name} not long ago. Try again another day.`;
	const soon = when.getTime() - Date.now() < DAY;
	const moment = new Intl.DateTimeFormat(
		undefined,
		soon ? { timeStyle: 'short' } : { weekday: 'long', day: 'numeric', month: 'long' },
	).format(when);
	return `You asked ${name} not long ago. You can ask again from ${moment}.`;
}
