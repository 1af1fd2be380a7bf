import { expect, it } from 'vitest';
import { glance } from './glance';
import { prepare } from './written.svelte';

it('gives the words of a text in one line, without its markup', async () => {
	const text = '**Bring** gloves\n\n- *one* pair\n- `two`\n\n> said Ana';
	await prepare([text]);
	expect(glance(text, 'https://kith.example')).toBe('Bring gloves one pair two said Ana');
	expect(glance(' No  markup\nat all ', 'https://kith.example')).toBe('No markup at all');
});
