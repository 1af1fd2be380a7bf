import { characters } from '$lib/ui/field/characters';
import { words } from '$lib/words/polls';
import { OPTION_MAX, OPTIONS_MAX, OPTIONS_MIN, type NewPoll } from './poll';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

/** How long a poll can be open, in milliseconds. */
const LASTS = {
	hour: HOUR,
	hours: 6 * HOUR,
	day: DAY,
	days: 3 * DAY,
	week: 7 * DAY,
	weeks: 14 * DAY,
	never: undefined,
} as const;
export type Lasts = keyof typeof LASTS;
export const DURATIONS = Object.keys(LASTS) as Lasts[];

/** A poll as it is kept in the draft. */
export interface PollDraft {
	options: string[];
	multiple: boolean;
	lasts: Lasts;
	results: NewPoll['results'];
}

/** One of the options while they are written. */
export class OptionField {
	text = $state('');

	constructor(
		/** What it is known by while it changes places. */
		readonly key: number,
		text: string,
	) {
		this.text = text;
	}
}

/** The poll of a post that is being written. */
export class PollForm {
	options = $state.raw<readonly OptionField[]>([]);
	multiple = $state(false);
	/** Two fields of the form, each of which is asked for by name. */
	results = $state<NewPoll['results']>('after_vote');
	#lasts = $state<Lasts>('days');
	#keys = 0;

	constructor(draft?: PollDraft) {
		const texts = draft?.options ?? Array<string>(OPTIONS_MIN).fill('');
		this.options = texts.map((text) => this.#field(text));
		if (!draft) return;
		this.multiple = draft.multiple;
		this.#lasts = draft.lasts;
		this.results = draft.results;
	}

	get lasts(): Lasts {
		return this.#lasts;
	}

	/** Results at the end need an end. */
	set lasts(lasts: Lasts) {
		this.#lasts = lasts;
		if (lasts === 'never') this.results = 'after_vote';
	}

	get canAdd(): boolean {
		return this.options.length < OPTIONS_MAX;
	}

	get canRemove(): boolean {
		return this.options.length > OPTIONS_MIN;
	}

	get draft(): PollDraft {
		const { multiple, lasts, results } = this;
		return { options: this.options.map(({ text }) => text), multiple, lasts, results };
	}

	/** What is sent, by whom it was first tried to be sent at this moment. */
	body(now: number): NewPoll {
		const { options, multiple, lasts, results } = this.draft;
		const length = LASTS[lasts];
		return {
			options: options.map((text) => text.trim()),
			multiple,
			results,
			...(length !== undefined && { ends_at: new Date(now + length).toISOString() }),
		};
	}

	/** Adds an option after the one at `place`, or at the end; gives its place. */
	add(place = this.options.length - 1): number {
		if (!this.canAdd) return place;
		this.options = this.options.toSpliced(place + 1, 0, this.#field(''));
		return place + 1;
	}

	remove(option: OptionField): void {
		if (this.canRemove) this.options = this.options.filter((other) => other !== option);
	}

	move(option: OptionField, to: number): void {
		const others = this.options.filter((other) => other !== option);
		this.options = others.toSpliced(to, 0, option);
	}

	/** What is wrong, by the names that the server has for the fields. */
	wrong(): ReadonlyMap<string, string> {
		const wrong = new Map<string, string>();
		const seen = new Set<string>();
		this.options.forEach(({ text }, place) => {
			const said = text.trim().normalize();
			const complaint = this.#complaint(said, seen);
			if (complaint) wrong.set(`poll.options.${place}`, complaint);
			seen.add(said.toLowerCase());
		});
		return wrong;
	}

	#complaint(said: string, seen: ReadonlySet<string>): string | undefined {
		if (said === '') return words.optionMissing;
		if (characters(said) > OPTION_MAX) return words.optionTooLong;
		return seen.has(said.toLowerCase()) ? words.optionTwice : undefined;
	}

	#field(text: string): OptionField {
		this.#keys += 1;
		return new OptionField(this.#keys, text);
	}
}

/** Reads the poll of a draft back, if that is what it is. */
export function pollDraft(stored: unknown): PollDraft | undefined {
	if (typeof stored !== 'object' || stored === null) return undefined;
	const { options, multiple, lasts, results } = stored as Record<string, unknown>;
	if (!Array.isArray(options) || options.length < OPTIONS_MIN || options.length > OPTIONS_MAX)
		return undefined;
	if (!options.every((text) => typeof text === 'string')) return undefined;
	return {
		options,
		multiple: multiple === true,
		lasts: DURATIONS.find((one) => one === lasts) ?? 'days',
		results: results === 'at_end' && lasts !== 'never' ? 'at_end' : 'after_vote',
	};
}
