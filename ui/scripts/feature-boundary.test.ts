import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import { featureBoundary } from './feature-boundary.js';

function complaints(file: string, code: string): string[] {
	const linter = new Linter({ cwd: '/kith' });
	const messages = linter.verify(
		code,
		{
			files: ['**/*.ts'],
			plugins: { kith: { rules: { boundary: featureBoundary } } },
			rules: { 'kith/boundary': 'error' },
		},
		{ filename: `/kith/${file}` },
	);
	return messages.map((message) => message.message);
}

const IN_POSTS = 'src/lib/posts/components/card.ts';

describe('the boundary between features', () => {
	it.each([
		['its own folder', './draft'],
		['a primitive', '$lib/ui/action/Button.svelte'],
		['the client', '$lib/api/client'],
		['the session', '$lib/session/session.svelte'],
		['pictures', '$lib/media/media'],
		['reactions', '$lib/reactions/reactions'],
		['its words', '$lib/words/posts'],
		['a package', 'virtua/svelte'],
	])('lets a feature import %s', (_what, source) => {
		expect(complaints(IN_POSTS, `import x from '${source}'; x();`)).toEqual([]);
	});

	it.each([
		['by alias', `import x from '$lib/groups/member'; x();`],
		['by path', `import x from '../../groups/member'; x();`],
		['on demand', `void import('$lib/groups/member');`],
		['by passing it on', `export { x } from '$lib/groups/member';`],
		['through the shell', `import x from '$lib/shell/theme.svelte'; x();`],
	])('refuses another feature %s', (_how, code) => {
		expect(complaints(IN_POSTS, code)).toHaveLength(1);
	});

	it('keeps the shared ground free of features', () => {
		expect(
			complaints('src/lib/ui/person/avatar.ts', `import x from '$lib/profiles/x'; x();`),
		).toHaveLength(1);
		expect(complaints('src/lib/media/grid.ts', `import x from '$lib/posts/x'; x();`)).toHaveLength(1);
		expect(complaints('src/lib/reactions/faces.ts', `import x from '$lib/posts/x'; x();`)).toHaveLength(
			1,
		);
		expect(complaints('src/lib/words/posts.ts', `import x from '$lib/api/client'; x();`)).toHaveLength(1);
	});

	it('lets the shell compose features and keeps calls out of routes', () => {
		expect(complaints('src/lib/shell/frame.ts', `import x from '$lib/posts/x'; x();`)).toEqual([]);
		expect(complaints('src/routes/page.ts', `import x from '$lib/posts/x'; x();`)).toEqual([]);
		expect(complaints('src/routes/page.ts', `import x from '$lib/api/client'; x();`)).toHaveLength(1);
	});
});
