import { expect, it } from 'vitest';
import { differences } from './differences';

const marked = (before: string, now: string) =>
	differences(before, now)
		.map(({ kind, text }) => ({ same: text, added: `+${text}+`, removed: `-${text}-` })[kind])
		.join('');

it.each([
	['', '', ''],
	['the same', 'the same', 'the same'],
	['leaves at ten', 'leaves at eleven', 'leaves at -ten-+eleven+'],
	['', 'all new', '+all new+'],
	['all gone', '', '-all gone-'],
])('tells word by word what became of “%s” (%#)', (before, now, expected) => {
	expect(marked(before, now)).toBe(expected);
});

it('leaves out nothing of either text, in any language', () => {
	const [before, now] = ['Über Nacht\nein  Schnee 👩‍👩‍👧', 'Über Nacht viel Schnee\n\n👩‍👩‍👧 雪が降る'];
	const all = differences(before, now);
	const without = (kind: string) =>
		all
			.filter((piece) => piece.kind !== kind)
			.map(({ text }) => text)
			.join('');
	expect(without('added')).toBe(before);
	expect(without('removed')).toBe(now);
});

it('is nothing where there are no words', () => {
	expect(differences('', '')).toEqual([]);
});

it('shows two long texts without much in common one under the other, and does not look for what they share', () => {
	const text = (word: string) =>
		Array.from({ length: 1_600 }, (_, place) => `${word}${place} and`).join(' ');
	const [before, now] = [text('x'), text('y')];
	expect(differences(before, now)).toEqual([
		{ kind: 'removed', text: before },
		{ kind: 'same', text: '\n\n' },
		{ kind: 'added', text: now },
	]);
	expect(differences('', now)).toEqual([{ kind: 'added', text: now }]);
	expect(differences(before, '')).toEqual([{ kind: 'removed', text: before }]);
});

it('finds few changes in a long text', () => {
	const text = Array.from({ length: 1_600 }, (_, place) => `word${place}`).join(' ');
	const changed = text.replace('word800 ', 'other ');
	expect(differences(text, changed).map(({ kind }) => kind)).toEqual(['same', 'removed', 'added', 'same']);
});
