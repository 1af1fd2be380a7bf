import { readFile } from 'node:fs/promises';

const QUERY = '.svg?glyph';

/**
 * `import house from 'lucide-static/icons/house.svg?glyph'` gives the shapes inside the icon as a string.
 * One module per icon, so a page loads the icons it draws and no others.
 *
 * @returns {import('vite').Plugin}
 */
export function icons() {
	return {
		name: 'kith-icons',
		enforce: 'pre',
		async load(id) {
			if (!id.endsWith(QUERY)) return null;
			const svg = await readFile(id.slice(0, -'?glyph'.length), 'utf8');
			return `export default ${JSON.stringify(shapes(svg))};`;
		},
	};
}

/** @param {string} svg */
function shapes(svg) {
	const inside = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(svg)?.[1];
	if (!inside) throw new Error('An icon file without an <svg> element');
	return inside.replace(/\s*\n\s*/g, '').replaceAll(' />', '/>');
}
