import { tick } from 'svelte';
import type { Toasts } from '$lib/ui/feedback/toasts.svelte';
import { words } from '$lib/words/relation-acts';
import type { Act } from './acts';
import type { Cards } from './cards.svelte';
import type { Choice } from './menus';
import type { Questions } from './questions.svelte';
import type { Relations } from './relations.svelte';
import type { Relationship, Whom } from './types';

/** A line of a menu that is about a person. */
export interface PersonChoice extends Omit<Choice, 'act'> {
	/** Does it; `changed` is called each time the page may show something else for it. */
	run(changed: () => void): Promise<void>;
}

/**
 * What can be done about somebody from a menu that is about something else, such as a post of theirs. How one stands
 * to them is asked when the menu opens: pages of posts do not tell.
 */
export class PersonMenu {
	#everything = $state.raw<(relationship: Relationship) => readonly Choice[]>();
	#unknown = $state.raw<ReadonlySet<string>>(new Set());
	readonly #relations: Relations;
	readonly #cards: Cards;
	readonly #questions: Questions;
	readonly #toasts: Toasts;

	constructor(relations: Relations, cards: Cards, questions: Questions, toasts: Toasts) {
		this.#relations = relations;
		this.#cards = cards;
		this.#questions = questions;
		this.#toasts = toasts;
	}

	/** To be called when a menu about `person` opens. */
	async look({ id, handle }: Whom): Promise<void> {
		this.#mark(id, false);
		const [card, menus] = await Promise.all([
			this.#cards.of(handle),
			this.#everything ??
				import('./menus').then(
					({ everything }) => everything,
					() => undefined,
				),
		]);
		this.#everything = menus;
		// Their handle may be somebody else’s by now.
		if (!menus || (card?.id !== id && !this.#relations.known(id))) this.#mark(id, true);
	}

	/** What there is to choose; nothing as long as that is not known. */
	choices(person: Whom): readonly PersonChoice[] | undefined {
		const relationship = this.#relations.known(person.id);
		if (!relationship || !this.#everything) return undefined;
		return this.#everything(relationship).map(({ act, ...choice }) => ({
			...choice,
			run: (changed) => this.#run(person, act, changed),
		}));
	}

	/** Whether it could not be found out what there is to choose. */
	isUnknown(id: string): boolean {
		return this.#unknown.has(id);
	}

	async #run(person: Whom, act: Act, changed: () => void): Promise<void> {
		const relationship = this.#relations.known(person.id);
		if (!relationship) return;
		const agreed = this.#questions.agreed(act, person, relationship);
		if (agreed !== true && !(await agreed)) return;
		const done = this.#relations.act({ ...person, relationship }, act);
		await tick();
		changed();
		if (await done) this.#say(person, act, relationship);
		await tick();
		changed();
	}

	/** There is no button here that would show it. */
	#say({ id, display_name }: Whom, act: Act, before: Relationship): void {
		const now = this.#relations.known(id) ?? before;
		const said = words.told[act];
		if (said) this.#toasts.done(said(display_name, before, now));
	}

	#mark(id: string, isUnknown: boolean): void {
		if (this.#unknown.has(id) === isUnknown) return;
		const others = [...this.#unknown].filter((other) => other !== id);
		this.#unknown = new Set(isUnknown ? [...others, id] : others);
	}
}
