import { Marked, type Token, type Tokens } from 'marked';
import { isReadable } from './markup';
import { address, pieces } from './pieces';
import { wordsOf, type Block, type Inline } from './tree';

/** Quotes, lists, bold and italic within one another, at most: what is deeper is shown as it was written. */
const DEEPEST = 8;

/** What is not markup here, and stays the text it is. */
const TEXT = () => undefined;

/**
 * Paragraphs, quotes, lists, code, bold, italic, links: a part of CommonMark. Headings, pictures, tables, HTML, indented
 * code, definitions and rules are text.
 */
const marked = new Marked({
	gfm: false,
	tokenizer: {
		code: TEXT,
		heading: TEXT,
		lheading: TEXT,
		html: TEXT,
		def: TEXT,
		table: TEXT,
		tag: TEXT,
		autolink: TEXT,
		url: TEXT,
		reflink: TEXT,
		del: TEXT,
		hr(src) {
			const raw = this.rules.block.hr.exec(src)?.[0];
			if (raw === undefined) return undefined;
			// The type that the parser names for this place; what is made of it below is a paragraph.
			return { type: 'hr', raw };
		},
	},
});

/** Signs of emphasis that belong to a name or an address. Their stand-ins are no characters of any text. */
const MASKED = new Map([
	['_', '\uFDD0'],
	['*', '\uFDD1'],
	['~', '\uFDD2'],
]);
const UNMASKED = new Map([...MASKED].map(([sign, standIn]) => [standIn, sign]));

/** Reads a text; undefined when it is to be shown as it was written. `origin` is this site's own. */
export function read(text: string, origin: string): readonly Block[] | undefined {
	if (!isReadable(text)) return undefined;
	return blocksOf(marked.lexer(masked(text, origin)), 0, origin);
}

function masked(text: string, origin: string): string {
	return pieces(text, origin)
		.map((piece) =>
			piece.kind === 'text'
				? piece.text
				: piece.text.replace(/[_*~]/g, (sign) => MASKED.get(sign) ?? sign),
		)
		.join('');
}

function unmasked(text: string): string {
	return text.replace(/[\uFDD0-\uFDD2]/g, (standIn) => UNMASKED.get(standIn) ?? standIn);
}

function blocksOf(tokens: readonly Token[], depth: number, origin: string): readonly Block[] {
	const blocks: Block[] = [];
	let isNewParagraph = true;
	for (const token of tokens) {
		if (token.type === 'space') {
			isNewParagraph = true;
			continue;
		}
		const block = blockOf(token, depth, origin);
		const last = blocks.at(-1);
		// What would be a heading or the like ends a paragraph for the parser, not for the reader.
		if (!isNewParagraph && block.kind === 'paragraph' && last?.kind === 'paragraph') {
			const inlines = [...last.inlines, { kind: 'text' as const, text: '\n' }, ...block.inlines];
			blocks.splice(-1, 1, { kind: 'paragraph', inlines });
		} else {
			blocks.push(block);
		}
		isNewParagraph = /\n[ \t]*\n$/.test(token.raw);
	}
	return blocks;
}

function blockOf(token: Token, depth: number, origin: string): Block {
	if (depth < DEEPEST) {
		if (token.type === 'blockquote') {
			return { kind: 'quote', blocks: blocksOf(token.tokens ?? [], depth + 1, origin) };
		}
		if (token.type === 'list') {
			const { ordered, start, items } = token as Tokens.List;
			return {
				kind: 'list',
				start: ordered && start !== '' ? start : undefined,
				items: items.map((item) => blocksOf(item.tokens, depth + 1, origin)),
			};
		}
		if (token.type === 'code') return { kind: 'code', text: unmasked((token as Tokens.Code).text) };
		if ((token.type === 'paragraph' || token.type === 'text') && token.tokens) {
			return { kind: 'paragraph', inlines: inlinesOf(token.tokens, depth, origin) };
		}
	}
	return { kind: 'paragraph', inlines: pieces(unmasked(token.raw).trim(), origin) };
}

function inlinesOf(tokens: readonly Token[], depth: number, origin: string): readonly Inline[] {
	const inlines: Inline[] = [];
	let words = '';
	const endWords = () => {
		inlines.push(...pieces(words, origin));
		words = '';
	};
	for (const token of tokens) {
		const inline = depth < DEEPEST ? inlineOf(token, depth, origin) : undefined;
		if (!inline) {
			words += unmasked(token.type === 'br' ? '\n' : token.raw);
			continue;
		}
		endWords();
		inlines.push(inline);
	}
	endWords();
	return inlines;
}

/** Undefined for what is words and nothing else. */
function inlineOf(token: Token, depth: number, origin: string): Inline | undefined {
	switch (token.type) {
		case 'escape':
			return { kind: 'text', text: (token as Tokens.Escape).text };
		case 'codespan':
			return { kind: 'code', text: unmasked((token as Tokens.Codespan).text) };
		case 'strong':
		case 'em':
			return { kind: token.type, inlines: inlinesOf(token.tokens ?? [], depth + 1, origin) };
		case 'link':
			return labelled(token as Tokens.Link, depth, origin);
		default:
			return undefined;
	}
}

/** A link under a name of its own. It says where it leads, and may not bear the name of another place or of somebody. */
function labelled(token: Tokens.Link, depth: number, origin: string): Inline | undefined {
	const url = address(unmasked(token.href));
	const inlines = inlinesOf(token.tokens, depth + 1, origin);
	const isMisleading = pieces(wordsOf(inlines), origin).some(({ kind }) => kind !== 'text');
	if (!url || isMisleading || wordsOf(inlines).trim() === '') return undefined;
	return { kind: 'labelled', inlines, href: url.href, host: url.origin === origin ? undefined : url.host };
}
