import { describe, expect, it } from 'vitest';
import { isReadable, mayHaveMarkup } from './markup';
import { read } from './read';
import { extentOf, wordsOf, type Block, type Inline } from './tree';

const ORIGIN = 'https://kith.example';

/** A short form of what is drawn, by tags of HTML, in which text cannot be taken for one. */
function drawn(blocks: readonly Block[] | undefined): string {
	return (blocks ?? []).map(drawnBlock).join('');
}

function drawnBlock(block: Block): string {
	switch (block.kind) {
		case 'paragraph':
			return `<p>${block.inlines.map(drawnInline).join('')}</p>`;
		case 'quote':
			return `<quote>${drawn(block.blocks)}</quote>`;
		case 'code':
			return `<pre>${shown(block.text)}</pre>`;
		case 'list': {
			const items = block.items.map((item) => `<li>${drawn(item)}</li>`).join('');
			return block.start === undefined ? `<ul>${items}</ul>` : `<ol ${block.start}>${items}</ol>`;
		}
	}
}

function drawnInline(inline: Inline): string {
	switch (inline.kind) {
		case 'text':
			return shown(inline.text);
		case 'labelled':
			return `<a ${inline.href}>${inline.inlines.map(drawnInline).join('')}</a>`;
		case 'strong':
		case 'em':
			return `<${inline.kind}>${inline.inlines.map(drawnInline).join('')}</${inline.kind}>`;
		default:
			return `<${inline.kind}>${shown(inline.text)}</${inline.kind}>`;
	}
}

const shown = (text: string) => text.replaceAll('<', '‹').replaceAll('>', '›');
const reads = (text: string) => drawn(read(text, ORIGIN));

describe('a text with markup', () => {
	it.each([
		['**bold** and *italic*', '<p><strong>bold</strong> and <em>italic</em></p>'],
		[
			'__bold__, _italic_, ***both***',
			'<p><strong>bold</strong>, <em>italic</em>, <em><strong>both</strong></em></p>',
		],
		['snake_case_word and 5 * 3 * 2', '<p>snake_case_word and 5 * 3 * 2</p>'],
		['say `a < b` twice', '<p>say <code>a ‹ b</code> twice</p>'],
		['one\ntwo\n\nthree', '<p>one\ntwo</p><p>three</p>'],
		['> quoted\n> still\n\nnot', '<quote><p>quoted\nstill</p></quote><p>not</p>'],
		['- one\n- two', '<ul><li><p>one</p></li><li><p>two</p></li></ul>'],
		['3. three\n4. four', '<ol 3><li><p>three</p></li><li><p>four</p></li></ol>'],
		['- one\n  - below', '<ul><li><p>one</p><ul><li><p>below</p></li></ul></li></ul>'],
		['```js\nlet a = "<b>";\n```', '<pre>let a = "‹b›";</pre>'],
		[String.raw`\*not italic\*`, '<p>*not italic*</p>'],
	])('reads %j', (text, expected) => {
		expect(reads(text)).toBe(expected);
	});

	it.each([
		['# Heading', '<p># Heading</p>'],
		['text\n## Heading\ntext', '<p>text\n## Heading\ntext</p>'],
		['Title\n-----', '<p>Title\n-----</p>'],
		['one\n\n***\n\ntwo', '<p>one</p><p>***</p><p>two</p>'],
		['![cat](https://a.example/cat.png)', '<p>![cat](<link>https://a.example/cat.png</link>)</p>'],
		['| a | b |\n|---|---|\n| 1 | 2 |', '<p>| a | b |\n|---|---|\n| 1 | 2 |</p>'],
		['<b>*x*</b>', '<p>‹b›<em>x</em>‹/b›</p>'],
		['<script>alert(1)</script>\n\n*x*', '<p>‹script›alert(1)‹/script›</p><p><em>x</em></p>'],
		['<div>\n*x*\n</div>', '<p>‹div›\n<em>x</em>\n‹/div›</p>'],
		['&lt;b&gt; &amp; *x*', '<p>&lt;b&gt; &amp; <em>x</em></p>'],
		[
			'[a]: https://a.example\n\n[a] *x*',
			'<p>[a]: <link>https://a.example</link></p><p>[a] <em>x</em></p>',
		],
		['    indented *x*', '<p>    indented <em>x</em></p>'],
		['~~gone~~ *x*', '<p>~~gone~~ <em>x</em></p>'],
	])('leaves %j the text it is', (text, expected) => {
		expect(reads(text)).toBe(expected);
	});

	it('says where a link under a name of its own leads', () => {
		const [paragraph] = read('[the **plan**](https://a.example/b_c_d?e=1)', ORIGIN) ?? [];
		expect(paragraph).toMatchObject({
			inlines: [{ kind: 'labelled', href: 'https://a.example/b_c_d?e=1', host: 'a.example' }],
		});
		const [own] = read('[the plan](https://kith.example/posts/1)', ORIGIN) ?? [];
		expect(own).toMatchObject({ inlines: [{ kind: 'labelled', host: undefined }] });
	});

	it.each([
		'[a](javascript:alert(1))',
		'[a](JaVaScRiPt:alert(1))',
		'[a](java\nscript:alert(1))',
		'[a](data:text/html,<script>alert(1)</script>)',
		'[a](vbscript:x)',
		'[a](/posts/1)',
		'[a](//evil.example)',
		'[a](https://kith.example@evil.example)',
		'[https://bank.example](https://evil.example)',
		'[@ben](https://evil.example)',
		'[#snow](https://evil.example)',
		'[ ](https://evil.example)',
		'<javascript:alert(1)>',
		'<https://user:secret@evil.example>',
	])('makes no link under a name of %j', (text) => {
		expect(reads(`${text} *x*`)).not.toContain('<a ');
		expect(reads(`${text} *x*`)).not.toMatch(/<link>(?!https:\/\/(evil|bank)\.example)/);
	});

	it('finds names and addresses with signs of emphasis in them whole', () => {
		expect(reads('*hello* @_ben_ and @cid_, see https://a.example/_b_*c* #a_b_c')).toBe(
			'<p><em>hello</em> <mention>@_ben_</mention> and <mention>@cid_</mention>, see ' +
				'<link>https://a.example/_b_*c</link>* <tag>#a_b_c</tag></p>',
		);
		expect(reads('**@ben** *#snow*')).toBe(
			'<p><strong><mention>@ben</mention></strong> <em><tag>#snow</tag></em></p>',
		);
	});

	it('finds no names in code', () => {
		expect(reads('`@ben` *x*\n\n```\n#snow https://a.example\n```')).toBe(
			'<p><code>@ben</code> <em>x</em></p><pre>#snow https://a.example</pre>',
		);
	});

	it('counts what is seen', () => {
		const long = `[plan](https://a.example/${'x'.repeat(1_000)})`;
		expect(extentOf(read(long, ORIGIN) ?? [])).toEqual({ characters: 16, lines: 1 });
		expect(extentOf(read('- a\n- b\n\n> c', ORIGIN) ?? [])).toEqual({ characters: 3, lines: 4 });
	});
});

describe('the look for markup', () => {
	it.each(['*a*', '_a_', 'x\n- a', '1. a', '> a', '`a`', '[a](b)', '~~~\na', String.raw`\*`])(
		'finds %j',
		(text) => {
			expect(mayHaveMarkup(text)).toBe(true);
		},
	);

	it.each([
		'Kettle is on.',
		'snake_case',
		'a-b',
		'5 > 3',
		'@ben_ok #a_b',
		'https://a.example/a_b',
		'2026.',
		'C:\\Users',
	])('passes over %j', (text) => {
		expect(mayHaveMarkup(text)).toBe(false);
	});
});

const N = 10_000;
const full = (part: string) => part.repeat(Math.ceil(N / part.length)).slice(0, N);
const steps = (line: (step: number) => string) =>
	full(Array.from({ length: 200 }, (_, step) => line(step)).join('\n'));

/** What is made to keep a parser busy, or to build a tower. */
const HOSTILE = {
	quotes: full('>'),
	'quotes apart': full('> '),
	'lists in one line': full('- '),
	'numbers in one line': full('1. '),
	'a staircase of lists': steps((step) => `${' '.repeat(step)}- a`),
	'a staircase of quotes': steps((step) => `${'>'.repeat(step)} a`),
	stars: full('*'),
	'stars around': `${'*'.repeat(N / 2)}a${'*'.repeat(N / 2)}`,
	'open bold': full('**a **'),
	'open italic': full('*a '),
	'stars and underscores': full('*_'),
	underscores: full('_a_'),
	brackets: full('['),
	'open links': full('[a]('),
	'links in links': `${full('[').slice(0, 400)}a${'](https://a.example)'.repeat(400)}`,
	'runs of backticks': steps((step) => '`'.repeat(step + 1)),
	escapes: full('\\'),
	definitions: full('[a]: b\n'),
	fences: full('```\n'),
	tildes: full('~'),
	tags: full('<a '),
	entities: full('&#x'),
	'empty lines': full('\n'),
	blanks: `${' '.repeat(N - 1)}*`,
	'nine hundred marks': `${'*a '.repeat(300)}${'['.repeat(300)}${'_b '.repeat(300)}`,
	'eight quotes': full(`${'> '.repeat(8)}*a*\n`).slice(0, 900),
};

describe('hostile texts', () => {
	it.each(Object.entries(HOSTILE))('are read within bounds, or not at all: %s', (_name, text) => {
		const blocks = read(text, ORIGIN);
		if (!blocks) {
			expect(isReadable(text)).toBe(false);
			return;
		}
		const { nodes, depth } = measure(blocks);
		expect(nodes).toBeLessThanOrEqual(2 * text.length);
		expect(depth).toBeLessThanOrEqual(20);
	});

	it('do not keep code from being shown as code', () => {
		const code = full('a[i] = b * (c_d - `e`) > 0;\n').slice(0, 9_000);
		expect(read(`~~~\n${code}\n~~~`, ORIGIN)).toMatchObject([{ kind: 'code' }]);
	});
});

function measure(blocks: readonly Block[]): { nodes: number; depth: number } {
	return over(blocks.map(measureBlock));
}

function measureBlock(block: Block): { nodes: number; depth: number } {
	if (block.kind === 'code') return { nodes: 1, depth: 1 };
	if (block.kind === 'list') return over(block.items.map(measure));
	return block.kind === 'quote' ? over([measure(block.blocks)]) : over(block.inlines.map(measureInline));
}

function measureInline(inline: Inline): { nodes: number; depth: number } {
	expect(wordsOf([inline]).length).toBeLessThanOrEqual(N);
	return 'inlines' in inline ? over(inline.inlines.map(measureInline)) : { nodes: 1, depth: 1 };
}

function over(parts: readonly { nodes: number; depth: number }[]): { nodes: number; depth: number } {
	return parts.reduce(
		(all, part) => ({ nodes: all.nodes + part.nodes, depth: Math.max(all.depth, part.depth + 1) }),
		{ nodes: 1, depth: 1 },
	);
}
