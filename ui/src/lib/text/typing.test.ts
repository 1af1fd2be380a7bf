import { describe, expect, it } from 'vitest';
import { toggled } from './typing';

/** Presses the keys for a sign in a text in which `|` stands around what is selected. */
function pressed(text: string, sign: '**' | '*'): string {
	const [before = '', inside = '', after = ''] = text.split('|');
	const value = before + inside + after;
	const start = before.length;
	const done = toggled({ value, start, end: start + inside.length }, sign);
	const changed = value.slice(0, done.from) + done.text + value.slice(done.to);
	return `${changed.slice(0, done.start)}|${changed.slice(done.start, done.end)}|${changed.slice(done.end)}`;
}

describe('the keys for bold and italic', () => {
	it.each([
		['a |b| c', '**' as const, 'a **|b|** c'],
		['a |b| c', '*' as const, 'a *|b|* c'],
		['a **|b|** c', '**' as const, 'a |b| c'],
		['a *|b|* c', '*' as const, 'a |b| c'],
		['a **|b|** c', '*' as const, 'a ***|b|*** c'],
		['a ***|b|*** c', '*' as const, 'a **|b|** c'],
		['a ***|b|*** c', '**' as const, 'a *|b|* c'],
		['a| b |c', '**' as const, 'a **|b|** c'],
		['a||', '**' as const, 'a**||**'],
		['a**||**', '**' as const, 'a||'],
		['||', '*' as const, '*||*'],
	])('make %j with %s', (text, sign, expected) => {
		expect(pressed(text, sign)).toBe(expected);
	});
});
