import { thumbHashToAverageRGBA, thumbHashToRGBA } from 'thumbhash';

/** The average colour of a picture, from its thumbhash in base64: for the moment before anything is drawn. */
export function tint(placeholder: string): string | undefined {
	const hash = decode(placeholder);
	if (!hash) return undefined;
	const { r, g, b } = thumbHashToAverageRGBA(hash);
	return `rgb(${[r, g, b].map((part) => Math.round(part * 255)).join(' ')})`;
}

/** Draws the blurred picture that a thumbhash holds. It takes some milliseconds: for when nothing else is to do. */
export function drawPlaceholder(canvas: HTMLCanvasElement, placeholder: string): void {
	const hash = decode(placeholder);
	if (!hash) return;
	const context = canvas.getContext('2d');
	if (!context) return;
	const { w, h, rgba } = thumbHashToRGBA(hash);
	canvas.width = w;
	canvas.height = h;
	context.putImageData(new ImageData(new Uint8ClampedArray(rgba), w, h), 0, 0);
}

function decode(base64: string): Uint8Array | undefined {
	try {
		const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
		// Shorter than its own header it says nothing.
		return bytes.length < 5 ? undefined : bytes;
	} catch {
		return undefined;
	}
}
