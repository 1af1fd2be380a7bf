/**
 * What may be markup. Cheap, and rather too much than too little: without any of it the parser is not even loaded.
 * In turn: stars and code; escapes; labelled addresses; quotes, lists and blocks of code; underscores around words.
 */
const MARKUP =
	/[*`]|\\[!-/:-@[-`{-~]|\]\(|^[ \t]*(?:>|[-+][ \t]|\d{1,9}[.)][ \t]|~~~)|(?<![\p{Alphabetic}\p{M}\p{N}_])_+[^\s_]/mu;

/** Signs of markup, outside of blocks of code; what begins a line may begin the item of a list. */
const MARKS = /[*_`~[\]()<>!\\]|^[ \t]*[-+\d]/gm;
/** More than anybody writes to be read. */
const MOST_MARKS = 1_000;
const BLOCKS_OF_CODE = /^(```|~~~)[^]*?^\1/gm;
/** Quotes and lists within one another, deeper than anybody writes: at the head of one line, or by indentation. */
const DEEP = /^(?:[ \t]*(?:>|[-+*][ \t]|\d{1,9}[.)][ \t])){9}|^[ \t]{24,}(?:[-+*>]|\d{1,9}[.)])/m;

export function mayHaveMarkup(text: string): boolean {
	return MARKUP.test(text);
}

/** Whether the parser is to read it. What was made to keep a parser busy is shown as it was written. */
export function isReadable(text: string): boolean {
	if (DEEP.test(text)) return false;
	const marks = text.replace(BLOCKS_OF_CODE, '').match(MARKS)?.length ?? 0;
	return marks <= MOST_MARKS;
}
