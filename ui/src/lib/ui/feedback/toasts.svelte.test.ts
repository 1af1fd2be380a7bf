import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Toasts } from './toasts.svelte';

let toasts: Toasts;
beforeEach(() => (toasts = new Toasts()));

const texts = () => toasts.list.map((toast) => toast.text);

describe('toasts', () => {
	it('go by themselves, later when there is something to do', () => {
		toasts.done('Saved.');
		toasts.done('Deleted.', { label: 'Undo', run: () => undefined });
		const [saved, deleted] = toasts.list;
		expect(saved?.stays).toBe(5_000);
		expect(deleted?.stays).toBe(10_000);
	});

	it('stay when they offer to try again', () => {
		toasts.failed('Not saved.', { label: 'Try again', run: () => undefined });
		expect(toasts.list[0]).toMatchObject({ tone: 'error', stays: null });
	});

	it('run their action once and go', () => {
		const run = vi.fn();
		const id = toasts.done('Deleted.', { label: 'Undo', run });
		toasts.act(id);
		toasts.act(id);
		expect(run).toHaveBeenCalledOnce();
		expect(toasts.list).toEqual([]);
	});

	it('are three at most, the oldest goes first', () => {
		for (const text of ['one', 'two', 'three', 'four']) toasts.done(text);
		expect(texts()).toEqual(['two', 'three', 'four']);
	});

	it('do not pile up with the same words', () => {
		toasts.failed('Not saved.');
		toasts.done('Posted.');
		toasts.failed('Not saved.');
		expect(texts()).toEqual(['Posted.', 'Not saved.']);
	});

	it('can be dismissed', () => {
		toasts.dismiss(toasts.done('Saved.'));
		expect(toasts.list).toEqual([]);
	});
});
