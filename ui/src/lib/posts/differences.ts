import { diffWordsWithSpace } from 'diff';

/** A stretch of words that stayed, came, or went. */
export interface Piece {
	kind: 'same' | 'added' | 'removed';
	text: string;
}

/**
 * So many words and spaces may have come and gone; the time it takes to find them grows with the square of that, and the
 * page waits. Two texts that differ by more have little in common worth pointing at.
 */
const MOST = 400;

/** What became of `before`, word by word; and when little is left of it all of it, and all of `now` under it. */
export function differences(before: string, now: string): readonly Piece[] {
	const changes = diffWordsWithSpace(before, now, { maxEditLength: MOST });
	const pieces: readonly Piece[] = changes?.map(({ value, added, removed }) => ({
		kind: added ? 'added' : removed ? 'removed' : 'same',
		text: value,
	})) ?? [
		{ kind: 'removed', text: before },
		{ kind: 'same', text: before && now && '\n\n' },
		{ kind: 'added', text: now },
	];
	return pieces.filter(({ text }) => text !== '');
}
