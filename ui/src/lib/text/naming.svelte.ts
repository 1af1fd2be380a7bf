import { api, call } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import type { components } from '$lib/api/schema';

type Person = components['schemas']['Person'];

/** What can be put in the place of what is being typed. */
export type Proposal =
	| { key: string; text: string; kind: 'person'; person: Person }
	| { key: string; text: string; kind: 'tag'; tag: string };

/** The name that is being typed: its sign, where it begins, and what stands behind the sign so far. */
export interface Typing {
	sign: '@' | '#';
	from: number;
	typed: string;
}

/** How long typing pauses before the server is asked, in milliseconds. */
const PAUSE = 140;
const AT_MOST = 6;
const WORD = String.raw`\p{Alphabetic}\p{M}\p{N}_`;
/** Where a sign counts: see `pieces.ts`. */
const NAME = new RegExp(String.raw`(?<![${WORD}@#\/&+=%$\\])([@#])([${WORD}]{0,64})$`, 'u');

/** What is being typed before the place `caret` of a text, if it is a name. */
export function typingAt(text: string, caret: number): Typing | undefined {
	const found = NAME.exec(text.slice(0, caret));
	if (!found) return undefined;
	const [, sign, typed = ''] = found;
	// A sign alone may be anything; only of people does one know whom to propose.
	if (sign === '#' && typed === '') return undefined;
	return { sign: sign === '#' ? '#' : '@', from: found.index, typed };
}

/** Proposes people and tags while their names are typed. The newest question counts; an older one is given up. */
export class Naming {
	typing = $state.raw<Typing>();
	list = $state.raw<readonly Proposal[]>([]);
	/** The one that Enter takes. */
	place = $state(0);
	#wanted = '';
	/** What was put away with Esc, until it is typed on another place. */
	#closed: number | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#under: AbortController | undefined;
	readonly #me: () => string;

	/** `me` tells the id of who writes, whose friends come first. */
	constructor(me: () => string) {
		this.#me = me;
	}

	get isOpen(): boolean {
		return this.typing !== undefined && this.list.length > 0;
	}

	get current(): Proposal | undefined {
		return this.isOpen ? this.list[this.place] : undefined;
	}

	/** Takes what stands in the field now, and where the caret is. */
	look(text: string, caret: number): void {
		const typing = typingAt(text, caret);
		if (typing?.from !== this.#closed) this.#closed = undefined;
		if (!typing || this.#closed !== undefined) {
			this.stop();
			return;
		}
		const wanted = typing.sign + typing.typed;
		this.typing = typing;
		if (wanted === this.#wanted) return;
		this.#wanted = wanted;
		this.#giveUp();
		// What was found for other letters would be taken for these.
		const typed = typing.typed.toLowerCase();
		this.#show(this.list.filter(({ text }) => text.toLowerCase().startsWith(typing.sign + typed)));
		this.#timer = setTimeout(() => void this.#ask(typing), PAUSE);
	}

	/** Nothing is proposed any more for the name that is being typed. */
	close(): void {
		this.#closed = this.typing?.from;
		this.stop();
	}

	/** The field is left, or no name is being typed. */
	stop(): void {
		this.#giveUp();
		this.#wanted = '';
		this.typing = undefined;
		this.#show([]);
	}

	/** Goes on to the next proposal, or back. */
	step(by: 1 | -1): void {
		const count = this.list.length;
		this.place = (this.place + by + count) % count;
	}

	#giveUp(): void {
		clearTimeout(this.#timer);
		this.#under?.abort();
	}

	#show(list: readonly Proposal[]): void {
		const same = list.findIndex(({ key }) => key === this.list[this.place]?.key);
		this.list = list;
		this.place = Math.max(0, same);
	}

	async #ask({ sign, typed }: Typing): Promise<void> {
		const under = new AbortController();
		this.#under = under;
		try {
			const list = sign === '#' ? await this.#tags(typed, under) : await this.#people(typed, under);
			if (!under.signal.aborted) this.#show(list);
		} catch (reason) {
			// Proposals are an extra: without them a name is typed to its end.
			if (!under.signal.aborted && !(reason instanceof Problem)) throw reason;
		}
	}

	async #people(q: string, { signal }: AbortController): Promise<readonly Proposal[]> {
		const found = q ? await this.#found(q, signal) : await this.#friends(signal);
		return found.map((person) => ({
			key: person.id,
			text: `@${person.handle}`,
			kind: 'person',
			person,
		}));
	}

	async #found(q: string, signal: AbortSignal): Promise<readonly Person[]> {
		const query = { q, type: 'users' as const, limit: AT_MOST };
		const page = await call(api.GET('/search', { params: { query }, signal }));
		return page.items.map(({ user }) => user);
	}

	async #friends(signal: AbortSignal): Promise<readonly Person[]> {
		const params = { path: { id: this.#me() }, query: { limit: AT_MOST } };
		return (await call(api.GET('/users/{id}/friends', { params, signal }))).items;
	}

	async #tags(q: string, { signal }: AbortController): Promise<readonly Proposal[]> {
		const page = await call(api.GET('/tags', { params: { query: { q } }, signal }));
		return page.items
			.slice(0, AT_MOST)
			.map(({ tag }) => ({ key: tag, text: `#${tag}`, kind: 'tag', tag }));
	}
}
