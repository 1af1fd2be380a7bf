import { describe, expect, it } from 'vitest';
import { plan, sizes } from './grid';
import { moving, srcset, still, type Media } from './media';
import { refusal } from './picture-file';
import { drawPlaceholder, tint } from './placeholder';
import { swipe } from './swipe';
import { isVideo } from './video-file';
import { clock } from './video.svelte';

const media = (change: Partial<Media> = {}): Media => ({
	id: '1',
	kind: 'image',
	status: 'ready',
	width: 4000,
	height: 3000,
	placeholder: '',
	alt_text: '',
	duration: null,
	progress: null,
	failure: null,
	variants: { large: '/l', medium: '/m', small: '/s', thumb: '/t' },
	...change,
});

describe('the renditions of a picture', () => {
	it('are offered with the width they have', () => {
		expect(srcset(media())).toBe('/s 640w, /m 1024w, /l 2048w');
		expect(srcset(media({ width: 3000, height: 4000 }))).toBe('/s 480w, /m 768w, /l 1536w');
	});

	it('are offered once when the picture is small', () => {
		expect(srcset(media({ width: 300, height: 200 }))).toBe('/s 300w');
	});

	it('are optional', () => {
		expect(srcset(media({ variants: {} }))).toBeUndefined();
		expect(still(media({ variants: { thumb: '/t' } }))).toBe('/t');
	});

	it('move only for a finished GIF', () => {
		const variants = { medium: '/m', animated: '/a' };
		expect(moving(media({ kind: 'gif', variants }))).toBe('/a');
		expect(moving(media({ kind: 'image', variants }))).toBeUndefined();
		expect(moving(media({ kind: 'gif' }))).toBeUndefined();
	});
});

describe('the grid', () => {
	const pictures = (count: number) => Array.from({ length: count }, (_, id) => media({ id: String(id) }));

	it.each([1, 2, 3, 4, 5])('shows %i pictures and hides none', (count) => {
		const layout = plan(pictures(count));
		expect([layout.spots.length, layout.hidden]).toEqual([count, 0]);
	});

	it('says how many it hides', () => {
		expect([plan(pictures(10)).spots.length, plan(pictures(10)).hidden]).toEqual([5, 5]);
	});

	it('keeps the shape of a single picture, within bounds', () => {
		expect(plan([media({ width: 400, height: 300 })]).ratio).toBeCloseTo(4 / 3);
		expect(plan([media({ width: 100, height: 3000 })]).ratio).toBe(0.8);
		expect(plan([media({ width: 3000, height: 100 })]).ratio).toBe(1.91);
		expect(plan([media({ width: 0, height: 0 })]).ratio).toBe(1.5);
	});

	it('does not blow a small picture up', () => {
		expect(plan([media({ width: 40, height: 30 })]).widest).toBe(280);
		expect(plan([media({ width: 500, height: 300 })]).widest).toBe(500);
		expect(plan(pictures(2)).widest).toBeUndefined();
	});

	it('asks for no wider pictures than it shows', () => {
		expect(sizes(1, 0)).toContain('620px');
		expect(sizes(2, 1)).toContain('310px');
		expect(sizes(3, 0)).toContain('415px');
		expect(sizes(10, 4)).toContain('207px');
	});
});

describe('a file before it is sent', () => {
	const file = (start: string, name = 'picture.png') =>
		new File([Uint8Array.from(start, (character) => character.charCodeAt(0))], name);

	it.each([
		['JPEG', '\xff\xd8\xff\xe0rest'],
		['PNG', '\x89PNG\r\n\x1a\nrest'],
		['GIF', 'GIF89arest'],
		['WebP', 'RIFF\x10\0\0\0WEBPrest'],
	])('passes as %s by its content', async (_kind, start) => {
		expect(await refusal(file(start, 'name.txt'))).toBeUndefined();
	});

	it.each(['<svg onload=alert(1)>', '%PDF-1.7', 'RIFF\x10\0\0\0AVI rest', 'GIF88a', '\x89PN'])(
		'is refused when it begins with %j',
		async (start) => {
			expect(await refusal(file(start))).toContain('picture.png');
		},
	);

	it('is refused when empty or too large', async () => {
		expect(await refusal(new File([], 'none.png'))).toContain('none.png');
		const large = file('GIF89a', 'large.gif');
		Object.defineProperty(large, 'size', { value: 21 * 1024 * 1024 });
		expect(await refusal(large)).toContain('20 MB');
	});
});

describe('a placeholder', () => {
	it('gives a colour at once', () => {
		expect(tint('1QcSHQRnh493V4dIh4eXh1h4kJUI')).toMatch(/^rgb\(\d+ \d+ \d+\)$/);
	});

	it.each(['', 'AA==', 'not base64!'])('is optional: %j', (hash) => {
		expect(tint(hash)).toBeUndefined();
		expect(() => drawPlaceholder(document.createElement('canvas'), hash)).not.toThrow();
	});
});

describe('a finger', () => {
	it.each([
		[-80, 10, 'next'],
		[80, -10, 'previous'],
		[10, 140, 'close'],
		[-40, 0, 'nothing'],
		[80, 90, 'nothing'],
		[0, -200, 'nothing'],
	])('moved by %i, %i means %s', (dx, dy, meant) => {
		expect(swipe(dx, dy)).toBe(meant);
	});
});

describe('videos', () => {
	const starting = (text: string) => isVideo(Uint8Array.from(text, (letter) => letter.charCodeAt(0)));

	it.each([
		['\0\0\0\x20ftypisom', true],
		['\0\0\0\x14ftypqt  ', true],
		['\0\0\0\x08wide\0\0\0\0', true],
		['\x1a\x45\xdf\xa3\x9f\x42\x86\x81', true],
		['\0\0\0\x20ftypavif', false],
		['\0\0\0\x20ftypheic', false],
		['#EXTM3U\n#EXT', false],
		['\xff\xd8\xff\xe0....', false],
	])('are told by how they begin: %j', (text, expected) => {
		expect(starting(text)).toBe(expected);
	});

	it.each([
		[0.4, '0:00'],
		[7, '0:07'],
		[75.6, '1:16'],
		[3723, '1:02:03'],
	])('last %d seconds, written as %s', (seconds, written) => {
		expect(clock(seconds)).toBe(written);
	});
});
