import type { Piece } from './pieces';

/** What a text with markup is made of. It holds words and addresses that may be followed, and nothing of HTML. */
export type Block =
	| { kind: 'paragraph'; inlines: readonly Inline[] }
	| { kind: 'quote'; blocks: readonly Block[] }
	| { kind: 'list'; start: number | undefined; items: readonly (readonly Block[])[] }
	| { kind: 'code'; text: string };

export type Inline =
	| Piece
	| { kind: 'code'; text: string }
	| { kind: 'strong'; inlines: readonly Inline[] }
	| { kind: 'em'; inlines: readonly Inline[] }
	| { kind: 'labelled'; inlines: readonly Inline[]; href: string; host: string | undefined };

/** How much of a text is seen: characters, and lines if none is broken. */
export interface Extent {
	characters: number;
	lines: number;
}

export function extentOf(blocks: readonly Block[]): Extent {
	const extents = blocks.map(extentOfBlock);
	// Between two blocks there is an empty line.
	const between = Math.max(0, blocks.length - 1);
	return sum([...extents, { characters: 0, lines: between }]);
}

function extentOfBlock(block: Block): Extent {
	switch (block.kind) {
		case 'paragraph':
			return extentOfText(wordsOf(block.inlines));
		case 'code':
			return extentOfText(block.text);
		case 'quote':
			return extentOf(block.blocks);
		case 'list':
			return sum(block.items.flatMap((blocks) => blocks.map(extentOfBlock)));
	}
}

export function extentOfText(text: string): Extent {
	return { characters: text.length, lines: text.split('\n').length };
}

/** The words that are seen. */
export function wordsOf(inlines: readonly Inline[]): string {
	return inlines
		.map((inline) => {
			if (!('inlines' in inline)) return inline.text;
			const host = inline.kind === 'labelled' && inline.host ? ` (${inline.host})` : '';
			return wordsOf(inline.inlines) + host;
		})
		.join('');
}

function sum(extents: readonly Extent[]): Extent {
	return extents.reduce(
		(all, each) => ({
			characters: all.characters + each.characters,
			lines: all.lines + each.lines,
		}),
		{ characters: 0, lines: 0 },
	);
}
