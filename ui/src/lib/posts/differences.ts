import { diffWordsWithSpace } from 'diff';

/** A stretch of words that stayed, came, or went. */
export interface Piece {
	kind: 'same' | 'added' | 'removed';
	text: string;
}

/** What became of `before`, word by word. */
export function differences(before: string, now: string): readonly Piece[] {
	return diffWordsWithSpace(before, now).map(({ value, added, removed }) => ({
		kind: added ? 'added' : removed ? 'removed' : 'same',
		text: value,
	}));
}
