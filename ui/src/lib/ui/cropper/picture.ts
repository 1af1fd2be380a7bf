import { FORMS, type CropShape } from './crop.svelte';
import { storedSize, type Region, type Size } from './geometry';

/** What the server takes, for the file dialog; a file is judged by its content all the same. */
export const ACCEPTED = 'image/jpeg,image/png,image/gif,image/webp';

/** More than any camera makes, and still decoded by a phone. */
const LARGEST_FILE = 40_000_000;
/** Safari draws no canvas from a larger picture. */
const MOST_PIXELS = 100_000_000;

export type PictureFault = 'not_a_picture' | 'too_large';

/** A file that cannot be cropped, and why. */
export class UnusablePicture extends Error {
	override readonly name = 'UnusablePicture';

	constructor(readonly fault: PictureFault) {
		super(fault);
	}
}

/** A picture that was chosen, decoded and ready to be drawn. Its address holds memory until it is closed. */
export interface OpenPicture {
	readonly url: string;
	readonly image: HTMLImageElement;
	/** As it is seen: turned the way its camera says. */
	readonly natural: Size;
	/** Photographs stay JPEG; anything else may be transparent. */
	readonly isPhoto: boolean;
	close(): void;
}

/** Reads a file that somebody chose or dropped. Throws an {@link UnusablePicture}. */
export async function openPicture(file: File): Promise<OpenPicture> {
	if (file.type && !file.type.startsWith('image/')) throw new UnusablePicture('not_a_picture');
	if (file.size > LARGEST_FILE) throw new UnusablePicture('too_large');
	const url = URL.createObjectURL(file);
	const image = new Image();
	image.src = url;
	try {
		await image.decode();
	} catch {
		URL.revokeObjectURL(url);
		throw new UnusablePicture('not_a_picture');
	}
	const natural = { width: image.naturalWidth, height: image.naturalHeight };
	if (natural.width * natural.height > MOST_PIXELS || natural.width === 0) {
		URL.revokeObjectURL(url);
		throw new UnusablePicture(natural.width === 0 ? 'not_a_picture' : 'too_large');
	}
	return {
		url,
		image,
		natural,
		isPhoto: file.type === 'image/jpeg',
		close: () => URL.revokeObjectURL(url),
	};
}

/** Cuts a region out, no larger than its shape is ever shown. */
export async function cutOut(picture: OpenPicture, region: Region, shape: CropShape): Promise<Blob> {
	const { aspect, largest } = FORMS[shape];
	const size = storedSize(region, aspect, largest);
	const canvas = document.createElement('canvas');
	canvas.width = size.width;
	canvas.height = size.height;
	const context = canvas.getContext('2d');
	if (!context) throw new UnusablePicture('too_large');
	context.imageSmoothingQuality = 'high';
	const { x, y, width, height } = region;
	context.drawImage(picture.image, x, y, width, height, 0, 0, size.width, size.height);
	// A browser that writes no WebP gives PNG instead: larger, and just as good.
	const blob = await encoded(canvas, picture.isPhoto ? 'image/jpeg' : 'image/webp');
	if (!blob) throw new UnusablePicture('too_large');
	return blob;
}

function encoded(canvas: HTMLCanvasElement, type: string): Promise<Blob | null> {
	return new Promise((resolve) => canvas.toBlob(resolve, type, 0.92));
}
