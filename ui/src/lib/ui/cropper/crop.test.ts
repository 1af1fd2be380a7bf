import { describe, expect, it } from 'vitest';
import { Crop, ZOOM_LIMITS } from './crop.svelte';

const wide = () => {
	const crop = new Crop({ width: 1600, height: 800 }, 'avatar');
	crop.resize({ width: 432, height: 332 });
	return crop;
};

describe('cropping', () => {
	it('starts with the middle of the picture', () => {
		expect(wide().region).toEqual({ x: 400, y: 0, width: 800, height: 800 });
	});

	it('moves no further than the edge', () => {
		const crop = wide();
		crop.move(10_000, 50);
		expect(crop.region).toEqual({ x: 0, y: 0, width: 800, height: 800 });
	});

	it('zooms about the middle and stays within its limits', () => {
		const crop = wide();
		crop.move(-75, 0);
		const middle = () => crop.region.x + crop.region.width / 2;
		const before = middle();
		crop.zoomTo(2);
		expect(middle()).toBeCloseTo(before);
		crop.zoomTo(99);
		expect(crop.zoom).toBe(ZOOM_LIMITS.most);
		crop.zoomTo(0);
		expect(crop.zoom).toBe(ZOOM_LIMITS.least);
	});

	it('leaves no gap after zooming out at the edge', () => {
		const crop = wide();
		crop.zoomTo(3);
		crop.move(10_000, 10_000);
		crop.zoomTo(1);
		expect(crop.region).toMatchObject({ x: 0, y: 0, height: 800 });
	});

	it('shows the same when the room changes, as when a phone is turned', () => {
		const crop = wide();
		crop.zoomTo(1.5);
		crop.move(-40, 12);
		const before = crop.region;
		crop.resize({ width: 232, height: 182 });
		const after = crop.region;
		expect(after.x).toBeCloseTo(before.x);
		expect(after.y).toBeCloseTo(before.y);
		expect(after.width).toBeCloseTo(before.width);
	});
});
