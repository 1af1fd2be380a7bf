import { render, screen } from '@testing-library/svelte';
import { createRawSnippet, tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Arrival, arrival } from './arrival';
import Later from './Later.svelte';
import { inTurn } from './turns';

const text = (said: string) => createRawSnippet(() => ({ render: () => `<p>${said}</p>` }));
const show = (now = false) => render(Later, { now, children: text('All of it'), meanwhile: text('Soon') });

function came(type: NavigationTimingType): Arrival {
	vi.spyOn(performance, 'getEntriesByType').mockReturnValue([{ type } as PerformanceNavigationTiming]);
	return new Arrival();
}

describe('an arrival', () => {
	it('lasts until one does something or goes on', () => {
		const anew = came('navigate');
		expect(anew.isOn).toBe(true);
		anew.end();
		expect(anew.isOn).toBe(false);
	});

	it.each(['reload', 'back_forward'] as const)(
		'is none after a %s, which finds its place again',
		(type) => {
			expect(came(type).isOn).toBe(false);
		},
	);
});

describe('what can wait', () => {
	beforeEach(() => void vi.useFakeTimers());
	afterEach(() => void vi.useRealTimers());

	it('comes in a task of its own on arrival', async () => {
		vi.spyOn(arrival, 'isOn', 'get').mockReturnValue(true);
		show();
		expect(screen.queryByText('All of it')).toBeNull();
		expect(screen.getByText('Soon')).toBeTruthy();
		vi.runAllTimers();
		await tick();
		expect(screen.getByText('All of it')).toBeTruthy();
		expect(screen.queryByText('Soon')).toBeNull();
	});

	it('comes at once where it is seen at first', () => {
		vi.spyOn(arrival, 'isOn', 'get').mockReturnValue(true);
		show(true);
		expect(screen.getByText('All of it')).toBeTruthy();
	});

	it('comes at once afterwards', () => {
		vi.spyOn(arrival, 'isOn', 'get').mockReturnValue(false);
		show();
		expect(screen.getByText('All of it')).toBeTruthy();
	});
});

describe('the turns', () => {
	beforeEach(() => void vi.useFakeTimers());
	afterEach(() => void vi.useRealTimers());

	/** What is done in which order, when each part takes so many milliseconds. */
	function drawn(parts: number, each: number): string[] {
		const done: string[] = [];
		let clock = 0;
		vi.spyOn(performance, 'now').mockImplementation(() => clock);
		vi.spyOn(window, 'requestAnimationFrame').mockImplementation((come) => {
			done.push('frame');
			return Number(setTimeout(() => come(clock)));
		});
		for (let part = 0; part < parts; part++) {
			inTurn(() => {
				done.push(`part ${part}`);
				clock += each;
			});
		}
		vi.runAllTimers();
		return done;
	}

	it('come one after the other', () => {
		expect(drawn(3, 0)).toEqual(['part 0', 'part 1', 'part 2']);
	});

	it('let the page be painted in between where drawing takes its time', () => {
		expect(drawn(3, 5)).toEqual(['part 0', 'frame', 'part 1', 'frame', 'part 2', 'frame']);
	});

	it('do not wait for frames where there are none', () => {
		vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
		expect(drawn(2, 5)).toEqual(['part 0', 'part 1']);
	});

	it('are given up by what left the page', () => {
		const part = vi.fn();
		const giveUp = inTurn(part);
		giveUp();
		vi.runAllTimers();
		expect(part).not.toHaveBeenCalled();
	});
});
