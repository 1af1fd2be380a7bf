import { createContext } from 'svelte';
import type { Act } from './acts';
import type { Relationship, Whom } from './types';

/** What ends something and is asked about first. */
export type Grave = 'unfollow' | 'unfriend' | 'block';

/** Whether `act` is to be confirmed: taking back what was only asked for is not. */
export function isGrave(act: Act, relationship: Relationship): act is Grave {
	if (act === 'unfollow') return relationship.follow === 'following';
	if (act === 'unfriend') return relationship.friendship === 'friends';
	return act === 'block';
}

/** What is asked before something ends. */
export interface Question {
	act: Grave;
	person: Whom;
	relationship: Relationship;
}

/** The one question that is open on the page, whoever asks it: a button, a card, the menu of a post. */
export class Questions {
	open = $state.raw<Question>();
	#answer: ((agreed: boolean) => void) | undefined;

	/** True when `act` ends nothing, or once the member has agreed to it; false when they would rather not. */
	agreed(act: Act, person: Whom, relationship: Relationship): true | Promise<boolean> {
		if (!isGrave(act, relationship)) return true;
		this.answer(false);
		return new Promise((answer) => {
			this.#answer = answer;
			this.open = { act, person, relationship };
		});
	}

	/** To be called when the question is off the page. */
	answer(agreed: boolean): void {
		const answer = this.#answer;
		this.#answer = undefined;
		this.open = undefined;
		answer?.(agreed);
	}
}

export const [useQuestions, provideQuestions] = createContext<Questions>();
