import { describe, expect, it } from 'vitest';
import { place } from './place';

const view = { width: 400, height: 600 };
const popover = { width: 200, height: 100 };

describe('where a popover goes', () => {
	it('hangs under the end of its anchor', () => {
		expect(place({ top: 10, left: 300, width: 44, height: 44 }, popover, view, 'end')).toEqual({
			top: 60,
			left: 144,
		});
	});

	it('starts with its anchor when asked to', () => {
		expect(place({ top: 10, left: 40, width: 44, height: 44 }, popover, view, 'start').left).toBe(40);
	});

	it('turns over when there is no room below', () => {
		expect(place({ top: 540, left: 300, width: 44, height: 44 }, popover, view, 'end').top).toBe(434);
	});

	it('lies over its anchor when there is room on neither side, and in the window as a whole', () => {
		const tall = { width: 200, height: 560 };
		expect(place({ top: 300, left: 300, width: 44, height: 44 }, tall, view, 'end').top).toBe(32);
		const taller = { width: 200, height: 598 };
		expect(place({ top: 300, left: 300, width: 44, height: 44 }, taller, view, 'end').top).toBe(8);
	});

	it('never leaves the window sideways', () => {
		expect(place({ top: 10, left: 0, width: 44, height: 44 }, popover, view, 'end').left).toBe(8);
		expect(place({ top: 10, left: 380, width: 20, height: 44 }, popover, view, 'start').left).toBe(192);
	});
});
