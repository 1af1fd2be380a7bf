import { words } from './groups';
import { problemText } from './problems';

type Refusal = Parameters<typeof problemText>[0];

/** What stayed as it was, when one’s own act was refused. */
const NOT_DONE: Readonly<Record<string, (title: string) => string>> = {
	join: (title) => `You didn’t join ${title}.`,
	accept: (title) => `You didn’t join ${title}.`,
	decline: (title) => `The invitation to ${title} still waits.`,
	cancel: (title) => `Your request to join ${title} still waits.`,
	leave: (title) => `You’re still in ${title}.`,
};

/** Why something about one’s own part in a group was not done. */
export function refusal(act: string, title: string, problem: Refusal): string {
	if (problem.code === 'invitation_gone')
		return `The invitation to ${title} was taken back in the meantime.`;
	if (problem.code === 'already_member') return `You accepted the invitation to ${title} in the meantime.`;
	if (problem.code === 'owner_cannot_leave') return words.ownerStaysBody;
	if (problem.status === 404) return `${title} is no longer there, or not for you to see.`;
	return `${NOT_DONE[act]?.(title) ?? ''} ${problemText(problem)}`.trim();
}

/** What stayed as it was, when an act about somebody else was refused. */
const NOT_DONE_TO: Readonly<Record<string, (name: string) => string>> = {
	accept: (name) => `${name} wasn’t accepted.`,
	refuse: (name) => `The request of ${name} still waits.`,
	withdraw: (name) => `${name} is still invited.`,
	unban: (name) => `${name} is still banned.`,
	appoint: (name) => `${name} isn’t a moderator.`,
	dismiss: (name) => `${name} is still a moderator.`,
	remove: (name) => `${name} is still in the group.`,
	ban: (name) => `${name} isn’t banned.`,
	handOver: () => 'The group is still yours.',
	invite: () => 'Nobody was invited.',
};

/** Why something about somebody else’s part in a group was not done. */
export function refusalAbout(act: string, name: string, problem: Refusal): string {
	if (problem.code === 'request_gone') return `${name} took the request back in the meantime.`;
	if (problem.code === 'not_a_member') return `${name} is no longer in the group.`;
	return `${NOT_DONE_TO[act]?.(name) ?? ''} ${problemText(problem)}`.trim();
}
