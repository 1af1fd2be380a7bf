import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import { featureBoundary } from './scripts/feature-boundary.js';
import svelteConfig from './svelte.config.js';

export default ts.config(
	{ ignores: ['build/', '.svelte-kit/', 'node_modules/', 'src/lib/api/schema.d.ts'] },
	js.configs.recommended,
	ts.configs.strict,
	svelte.configs.recommended,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		plugins: { kith: { rules: { 'feature-boundary': featureBoundary } } },
		rules: {
			'kith/feature-boundary': 'error',
			// TypeScript knows better which names exist.
			'no-undef': 'off',
			'no-console': 'error',
			eqeqeq: 'error',
			'no-restricted-syntax': [
				'error',
				{ selector: 'TSEnumDeclaration', message: 'A union of strings says the same without code.' },
			],
			'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
			// Kith is served from the root of its own host: plain paths are right.
			'svelte/no-navigation-without-resolve': 'off',
			// State classes replace a map as a whole (`$state.raw`); a reactive copy would be a second truth.
			'svelte/prefer-svelte-reactivity': 'off',
			'svelte/button-has-type': 'error',
			'svelte/no-target-blank': 'error',
		},
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: {
			parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig },
		},
	},
	{ files: ['scripts/**', 'e2e/**'], rules: { 'no-console': 'off' } },
);
