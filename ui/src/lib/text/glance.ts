import { wordsOf, type Block } from './tree';
import { written } from './written.svelte';

/** The words of what someone wrote, without its markup, in one line. */
export function glance(text: string, origin: string): string {
	const read = written(text, origin);
	const words = read.kind === 'rich' ? read.blocks.map(wordsOfBlock).join(' ') : text;
	return words.replaceAll(/\s+/g, ' ').trim();
}

function wordsOfBlock(block: Block): string {
	switch (block.kind) {
		case 'paragraph':
			return wordsOf(block.inlines);
		case 'code':
			return block.text;
		case 'quote':
			return block.blocks.map(wordsOfBlock).join(' ');
		case 'list':
			return block.items.map((blocks) => blocks.map(wordsOfBlock).join(' ')).join(' ');
	}
}
