import { number } from './number';

type KindName = 'like' | 'love' | 'care' | 'haha' | 'wow' | 'sad' | 'angry';

const kinds: Record<KindName, string> = {
	like: 'Like',
	love: 'Love',
	care: 'Care',
	haha: 'Haha',
	wow: 'Wow',
	sad: 'Sad',
	angry: 'Angry',
};

const reactions = (count: number) => (count === 1 ? '1 reaction' : `${number.format(count)} reactions`);

/** What reactions say. */
export const words = {
	kinds,
	react: 'React',
	/** The button: how one reacted, or would by pressing it. */
	button: (kind: KindName, count: number) =>
		count > 0 ? `${kinds[kind]}. ${reactions(count)}` : kinds[kind],
	reactToPost: 'React to the post',
	who: (count: number) => `${reactions(count)}: see who reacted`,
	title: 'Who reacted',
	ways: 'Kinds of reactions',
	all: (count: number) => `All ${number.format(count)}`,
	ofKind: (kind: KindName, count: number) => `${kinds[kind]}: ${number.format(count)}`,
	loading: 'Loading who reacted',
	loadFailed: 'Who reacted couldn’t be loaded.',
	moreFailed: 'More people couldn’t be loaded.',
	gone: 'What was reacted to isn’t there any more, or not for you.',
	nobody: 'Nobody reacted this way',
	nobodyBody: 'Reactions that are taken back leave this list.',
	notStored: (reason: string) => `Your reaction wasn’t saved. ${reason}`,
};
