import { describe, expect, it } from 'vitest';
import { covering, frameIn, regionOf, storedSize, within } from './geometry';

const frame = { width: 300, height: 300 };

describe('the frame', () => {
	it('is as large as the stage allows, with room around it', () => {
		expect(frameIn({ width: 480, height: 380 }, 1, 16)).toEqual({ width: 348, height: 348 });
		expect(frameIn({ width: 332, height: 380 }, 3, 16)).toEqual({ width: 300, height: 100 });
	});

	it('is covered by small and large, wide and tall pictures', () => {
		expect(covering({ width: 4000, height: 3000 }, frame)).toEqual({ width: 400, height: 300 });
		expect(covering({ width: 30, height: 60 }, frame)).toEqual({ width: 300, height: 600 });
	});
});

describe('moving the picture', () => {
	const shown = { width: 400, height: 300 };

	it('stops where a gap would show', () => {
		expect(within({ x: 500, y: 10 }, shown, frame, 1)).toEqual({ x: 50, y: 0 });
		expect(within({ x: -500, y: -500 }, shown, frame, 2)).toEqual({ x: -250, y: -150 });
	});

	it('cuts out what the frame shows, in the picture’s own pixels', () => {
		const natural = { width: 4000, height: 3000 };
		expect(regionOf({ x: 0, y: 0 }, shown, frame, 1, natural)).toEqual({
			x: 500,
			y: 0,
			width: 3000,
			height: 3000,
		});
		expect(regionOf({ x: 50, y: 0 }, shown, frame, 1, natural)).toMatchObject({ x: 0, y: 0 });
		expect(regionOf({ x: -999, y: -999 }, shown, frame, 2, natural)).toEqual({
			x: 2500,
			y: 1500,
			width: 1500,
			height: 1500,
		});
	});

	it.each([
		[3, 7],
		[1, 1],
		[4001, 2999],
	])('never reaches over the edge of a picture of %d by %d', (width, height) => {
		const natural = { width, height };
		const drawn = covering(natural, frame);
		for (const at of [-1e4, -33.3, 0, 12.7, 1e4]) {
			const region = regionOf({ x: at, y: -at }, drawn, frame, 1.37, natural);
			expect(region.x).toBeGreaterThanOrEqual(0);
			expect(region.y).toBeGreaterThanOrEqual(0);
			expect(region.x + region.width).toBeLessThanOrEqual(width + 1e-6);
			expect(region.y + region.height).toBeLessThanOrEqual(height + 1e-6);
		}
	});
});

it('stores no more pixels than are ever shown, and makes none up', () => {
	expect(storedSize({ width: 3000, height: 3000 }, 1, 1024)).toEqual({ width: 1024, height: 1024 });
	expect(storedSize({ width: 200, height: 66 }, 3, 1920)).toEqual({ width: 200, height: 67 });
	expect(storedSize({ width: 0.4, height: 0.4 }, 1, 1024)).toEqual({ width: 1, height: 1 });
});
