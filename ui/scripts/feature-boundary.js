/**
 * Keeps the folders of `src/lib` apart: a feature knows itself and the shared ground, never another feature.
 * Where two features meet on a page, the route (or the shell) puts them together.
 */
const SHARED = ['ui', 'api', 'media', 'reactions', 'realtime', 'session', 'text', 'words'];

/** What each shared folder may know, besides itself. */
const BELOW = new Map([
	['words', []],
	['api', ['words']],
	['session', ['api', 'words']],
	['realtime', ['api', 'session', 'words']],
	['ui', ['api', 'words']],
	// Pictures are in posts, messages and groups alike: showing and uploading them is ground, not a feature.
	['media', ['api', 'session', 'ui', 'words']],
	// So is text: showing what people wrote, and the place where they write it.
	['text', ['api', 'session', 'ui', 'words']],
	// So are reactions, to whatever people wrote.
	['reactions', ['api', 'session', 'ui', 'words']],
]);

/** @type {import('eslint').Rule.RuleModule} */
export const featureBoundary = {
	meta: {
		type: 'problem',
		schema: [],
		messages: {
			crossing: '“{{from}}” may not import “{{to}}”: let the route that needs both compose them.',
			composing: 'A route only composes: the call belongs in a feature’s state class.',
		},
	},
	create(context) {
		const file = context.filename.replaceAll('\\', '/');
		const from = areaOf(file);
		const inRoutes = file.includes('/src/routes/');

		/** @param {import('estree').Node} node @param {unknown} source */
		function check(node, source) {
			if (typeof source !== 'string') return;
			const to = areaOf(resolve(file, source));
			if (!to) return;
			if (inRoutes && to === 'api') context.report({ node, messageId: 'composing' });
			if (from && !mayImport(from, to)) {
				context.report({ node, messageId: 'crossing', data: { from, to } });
			}
		}

		return {
			ImportDeclaration: (node) => check(node, node.source.value),
			ExportNamedDeclaration: (node) => check(node, node.source?.value),
			ExportAllDeclaration: (node) => check(node, node.source.value),
			ImportExpression: (node) => check(node, 'value' in node.source ? node.source.value : undefined),
		};
	},
};

/** @param {string} from @param {string} to */
function mayImport(from, to) {
	if (from === to || from === 'shell') return true;
	return (BELOW.get(from) ?? SHARED).includes(to);
}

/** @param {string} file */
function areaOf(file) {
	return /\/src\/lib\/([^/]+)\//.exec(file)?.[1];
}

/** @param {string} importer @param {string} source */
function resolve(importer, source) {
	if (source.startsWith('$lib/')) return importer.replace(/\/src\/.*$/, `/src/lib/${source.slice(5)}`);
	if (source.startsWith('.')) return new URL(source, `file://${importer}`).pathname;
	return source;
}
