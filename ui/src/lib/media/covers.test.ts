import { expect, it } from 'vitest';
import { Covers } from './covers.svelte';

it('shows what was asked for, until it is covered again', () => {
	const covers = new Covers();
	expect(covers.isShown('1')).toBe(false);
	covers.show('1');
	expect([covers.isShown('1'), covers.isShown('2')]).toEqual([true, false]);
	covers.cover('1');
	expect(covers.isShown('1')).toBe(false);
});

it('shows everything once that was wanted, until something is covered again', () => {
	const covers = new Covers();
	covers.show('1');
	covers.showAll();
	expect([covers.isShown('1'), covers.isShown('2')]).toEqual([true, true]);
	covers.cover('2');
	expect([covers.isShown('1'), covers.isShown('2')]).toEqual([true, false]);
});
