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
	notStored: (reason: string) => `Your reaction wasn’t saved. ${reason}`,
};
