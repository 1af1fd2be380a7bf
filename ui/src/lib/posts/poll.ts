import { api, call } from '$lib/api/client';
import type { components } from '$lib/api/schema';

export type Poll = components['schemas']['Poll'];
export type NewPoll = components['schemas']['NewPoll'];

/** The fewest and the most options of a poll, and the most characters of one. */
export const OPTIONS_MIN = 2;
export const OPTIONS_MAX = 10;
export const OPTION_MAX = 100;

/**
 * The poll after one’s choice has become `mine`, as far as this side can know. Numbers that were not told stay unknown
 * until the server says them, and who takes the vote back is not told them any more.
 */
export function after(poll: Poll, mine: readonly string[]): Poll {
	const options = poll.options.map((option) => {
		if (option.votes === null || mine.length === 0) return { ...option, votes: null };
		const change = Number(mine.includes(option.id)) - Number(poll.mine.includes(option.id));
		return { ...option, votes: Math.max(0, option.votes + change) };
	});
	return { ...poll, options, voter_count: mine.length === 0 ? null : poll.voter_count, mine: [...mine] };
}

/** Whether numbers are there to be shown. */
export function isTold(poll: Poll): boolean {
	return poll.voter_count !== null;
}

/** Which part of the voters chose an option, from 0 to 1. */
export function share(poll: Poll, votes: number | null): number {
	return poll.voter_count ? Math.min(1, (votes ?? 0) / poll.voter_count) : 0;
}

/** Sends what one chooses. Gives the poll as it is then; throws the Problem of a refusal. */
export function send(post: string, mine: readonly string[]): Promise<Poll> {
	const params = { path: { id: post } };
	return call(api.PUT('/posts/{id}/poll/vote', { params, body: { option_ids: [...mine] } }));
}
