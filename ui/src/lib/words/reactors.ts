import { number } from './number';
import { words as reactions } from './reactions';

/** What the list of those who reacted says. */
export const words = {
	kinds: reactions.kinds,
	title: 'Who reacted',
	ways: 'Kinds of reactions',
	all: (count: number) => `All ${number.format(count)}`,
	ofKind: (kind: keyof typeof reactions.kinds, count: number) =>
		`${reactions.kinds[kind]}: ${number.format(count)}`,
	loading: 'Loading who reacted',
	loadFailed: 'Who reacted couldn’t be loaded.',
	moreFailed: 'More people couldn’t be loaded.',
	gone: 'What was reacted to isn’t there any more, or not for you.',
	nobody: 'Nobody reacted this way',
	nobodyBody: 'Reactions that are taken back leave this list.',
};
