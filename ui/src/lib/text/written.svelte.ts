import { mayHaveMarkup } from './markup';
import { pieces, type Piece } from './pieces';
import { extentOf, extentOfText, type Block, type Extent } from './tree';

/** Longer than this, in characters or lines, a text is folded. */
const LONG = 420;
const MANY_LINES = 8;

type Rich = typeof import('./rich');

/** The part that reads markup, once it is here. */
class Loaded {
	rich = $state.raw<Rich>();
	#loading: Promise<void> | undefined;

	load(): Promise<void> {
		this.#loading ??= import('./rich')
			.then((rich) => void (this.rich = rich))
			// Without it a text is shown as it was written. The next one tries again.
			.catch(() => void (this.#loading = undefined));
		return this.#loading;
	}
}

const loaded = new Loaded();

/** Loads what these texts need to be drawn, so that nothing moves afterwards. Never rejects. */
export async function prepare(texts: Iterable<string | null | undefined>): Promise<void> {
	if (loaded.rich) return;
	for (const text of texts) {
		if (text && mayHaveMarkup(text)) return loaded.load();
	}
}

/** A text as it is shown. */
export type Written =
	| { kind: 'plain'; pieces: readonly Piece[]; isLong: boolean }
	| { kind: 'rich'; blocks: readonly Block[]; isLong: boolean; Component: Rich['RichText'] };

/** Reads what someone wrote. Markup that was not prepared is shown as it was written until its reader is here. */
export function written(text: string, origin: string): Written {
	if (mayHaveMarkup(text)) {
		const { rich } = loaded;
		if (!rich) void loaded.load();
		const blocks = rich?.read(text, origin);
		if (rich && blocks) {
			return { kind: 'rich', blocks, isLong: isLong(extentOf(blocks)), Component: rich.RichText };
		}
	}
	return { kind: 'plain', pieces: pieces(text, origin), isLong: isLong(extentOfText(text)) };
}

function isLong({ characters, lines }: Extent): boolean {
	return characters > LONG || lines > MANY_LINES;
}
