export interface Size {
	readonly width: number;
	readonly height: number;
}

export interface Point {
	readonly x: number;
	readonly y: number;
}

/** Part of a picture, in its own pixels. */
export interface Region extends Point, Size {}

/** The largest frame of this aspect (width by height) that leaves `margin` free on every side of the stage. */
export function frameIn(stage: Size, aspect: number, margin: number): Size {
	const room = {
		width: Math.max(1, stage.width - 2 * margin),
		height: Math.max(1, stage.height - 2 * margin),
	};
	return room.width / room.height > aspect
		? { width: room.height * aspect, height: room.height }
		: { width: room.width, height: room.width / aspect };
}

/** The size at which a picture just covers the frame: nothing inside it stays empty. */
export function covering(picture: Size, frame: Size): Size {
	const scale = Math.max(frame.width / picture.width, frame.height / picture.height);
	return { width: picture.width * scale, height: picture.height * scale };
}

/** The nearest place for the middle of the picture, seen from the middle of the frame, that leaves no gap. */
export function within(at: Point, shown: Size, frame: Size, zoom: number): Point {
	return {
		x: clamp(at.x, slack(shown.width, frame.width, zoom)),
		y: clamp(at.y, slack(shown.height, frame.height, zoom)),
	};
}

/** What the frame shows of a picture whose middle stands at `at`. */
export function regionOf(at: Point, shown: Size, frame: Size, zoom: number, natural: Size): Region {
	const scale = natural.width / (shown.width * zoom);
	const place = within(at, shown, frame, zoom);
	const width = Math.min(natural.width, frame.width * scale);
	const height = Math.min(natural.height, frame.height * scale);
	return {
		x: Math.max(0, (natural.width - width) / 2 - place.x * scale),
		y: Math.max(0, (natural.height - height) / 2 - place.y * scale),
		width,
		height,
	};
}

/** The size a region is stored at: its own, and never more than `largest` pixels wide. */
export function storedSize(region: Size, aspect: number, largest: number): Size {
	const width = Math.max(1, Math.round(Math.min(region.width, largest)));
	return { width, height: Math.max(1, Math.round(width / aspect)) };
}

function slack(shown: number, frame: number, zoom: number): number {
	return Math.max(0, (shown * zoom - frame) / 2);
}

function clamp(value: number, most: number): number {
	// Adding zero turns −0 into 0.
	return Math.min(most, Math.max(-most, value)) + 0;
}
