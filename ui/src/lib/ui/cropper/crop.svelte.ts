import { covering, frameIn, regionOf, within, type Point, type Region, type Size } from './geometry';

/** What is cut out: a square shown as a circle, or the wide picture on top of a profile. */
export type CropShape = 'avatar' | 'cover';

interface Form {
	/** Width by height. */
	readonly aspect: number;
	readonly round: boolean;
	/** Pixels across in the stored picture: what the largest screens need. */
	readonly largest: number;
}

export const FORMS: Readonly<Record<CropShape, Form>> = {
	avatar: { aspect: 1, round: true, largest: 1024 },
	cover: { aspect: 3, round: false, largest: 1920 },
};

export const ZOOM_LIMITS = { least: 1, most: 4 };

const MARGIN = 16;

/** Where a picture lies under the frame and how large it is drawn. */
export class Crop {
	/** The middle of the picture, seen from the middle of the frame, in CSS pixels. */
	at = $state.raw<Point>({ x: 0, y: 0 });
	/** 1 just covers the frame. */
	zoom = $state(1);
	#stage = $state.raw<Size>({ width: 0, height: 0 });
	readonly natural: Size;
	readonly form: Form;
	readonly frame = $derived.by<Size>(() => frameIn(this.#stage, this.form.aspect, MARGIN));
	/** How large the picture is drawn at zoom 1. */
	readonly shown = $derived.by<Size>(() => covering(this.natural, this.frame));

	constructor(natural: Size, shape: CropShape) {
		this.natural = natural;
		this.form = FORMS[shape];
	}

	get stage(): Size {
		return this.#stage;
	}

	/** The room there is for the picture; when it changes, what the frame shows stays the same. */
	resize(stage: Size): void {
		if (stage.width === this.#stage.width && stage.height === this.#stage.height) return;
		const before = this.frame.width;
		this.#stage = stage;
		const grown = this.frame.width / before;
		this.at = { x: this.at.x * grown, y: this.at.y * grown };
	}

	/** Moves the picture under the frame, as far as it covers it. */
	move(x: number, y: number): void {
		this.#place({ x: this.at.x + x, y: this.at.y + y });
	}

	/** Draws the picture larger or smaller; the middle of the frame keeps showing the same place. */
	zoomTo(wanted: number): void {
		const zoom = Math.min(ZOOM_LIMITS.most, Math.max(ZOOM_LIMITS.least, wanted));
		const grown = zoom / this.zoom;
		this.zoom = zoom;
		this.#place({ x: this.at.x * grown, y: this.at.y * grown });
	}

	/** What the frame shows, in the picture's own pixels. */
	get region(): Region {
		return regionOf(this.at, this.shown, this.frame, this.zoom, this.natural);
	}

	#place(at: Point): void {
		this.at = within(at, this.shown, this.frame, this.zoom);
	}
}
