import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

export interface PictureFile {
	name: string;
	mimeType: string;
	buffer: Buffer;
}

/** A PNG of one colour with a darker edge, `width` by `height` pixels. */
export function png(
	name: string,
	width: number,
	height: number,
	[r, g, b]: [number, number, number],
): PictureFile {
	const row = Buffer.alloc(1 + width * 3);
	for (let x = 0; x < width; x += 1) {
		const shade = x < width / 8 ? 0.6 : 1;
		row.set([r * shade, g * shade, b * shade], 1 + x * 3);
	}
	const rows = Buffer.concat(Array.from({ length: height }, () => row));
	return { name, mimeType: 'image/png', buffer: pngFile(width, height, deflateSync(rows)) };
}

/** A small file that claims to be a picture of 60 000 by 60 000 pixels. */
export function hugePng(name: string): PictureFile {
	return { name, mimeType: 'image/png', buffer: pngFile(60_000, 60_000, deflateSync(Buffer.alloc(1_000))) };
}

/** A drawing that could carry a script. */
export function svg(name: string): PictureFile {
	const text =
		'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';
	return { name, mimeType: 'image/svg+xml', buffer: Buffer.from(text) };
}

function pngFile(width: number, height: number, pixels: Buffer): Buffer {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header.set([8, 2, 0, 0, 0], 8);
	return Buffer.concat([
		SIGNATURE,
		chunk('IHDR', header),
		chunk('IDAT', pixels),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const length = Buffer.alloc(4);
	length.writeUInt32BE(data.length);
	const checksum = Buffer.alloc(4);
	checksum.writeUInt32BE(crc32(body));
	return Buffer.concat([length, body, checksum]);
}
