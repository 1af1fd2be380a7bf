import { api, call } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import { Attempt } from '$lib/ui/field/attempt';
import { FormState } from '$lib/ui/field/form.svelte';
import { Typed } from '$lib/ui/field/typed';
import { words } from '$lib/words/groups';
import type { LiveGroup } from './live-group.svelte';
import { PRIVACIES, type Group, type Privacy } from './types';

export const TITLE_MAX = 100;
export const DESCRIPTION_MAX = 5_000;

/** What is said of a group: its title and the like. */
interface Draft {
	title: string;
	description: string;
	privacy: Privacy;
	moderators_decide: boolean;
}

const EMPTY: Draft = { title: '', description: '', privacy: 'request', moderators_decide: false };

/** The form of a group, new or there already: what is typed waits in this tab until it is saved. */
export class GroupForm {
	readonly form = new FormState();
	draft = $state<Draft>(EMPTY);
	/** Something was typed earlier and not saved, and is here again. */
	isResumed = $state(false);
	#saved: Draft;
	readonly #attempt: Attempt;
	readonly #typed: Typed;

	/** `group` is the one that is changed; without it a new one is made. `whose` is the member who types. */
	constructor(whose: string, group?: Group) {
		this.#typed = new Typed(group ? `group/${group.id}` : 'group', whose);
		this.#saved = group ? draftOf(group) : EMPTY;
		const kept = this.#typed.read();
		this.draft = { ...this.#saved, ...fitting(kept) };
		this.#attempt = new Attempt(kept['attempt']);
		this.isResumed = this.isDirty;
	}

	get isDirty(): boolean {
		return Object.keys(this.#changes()).length > 0;
	}

	/** Keeps what is typed and not saved yet, should the page go before it is. */
	keep(): void {
		this.#typed.write({ ...this.#changes(), ...this.#attempt.kept });
	}

	/** Forgets what was typed. */
	reset(): void {
		this.draft = this.#saved;
		this.#attempt.forget();
		this.isResumed = false;
		this.form.clear();
		this.#typed.forget();
	}

	/** Makes the group, once; what is wrong stands in `form`. The group when it is made. */
	async create(element?: HTMLElement): Promise<Group | undefined> {
		if (this.form.busy || !(await this.#fits(element))) return undefined;
		let made: Group | undefined;
		await this.form.submit(async () => {
			const body = this.#body();
			const params = { header: { 'Idempotency-Key': this.#attempt.keyFor(body) } };
			this.keep();
			made = await call(api.POST('/groups', { params, body })).catch((reason: unknown) => {
				// What this attempt made is gone again: the next one is another.
				if (reason instanceof Problem && reason.code === 'group_gone') this.#attempt.forget();
				throw reason;
			});
		}, element);
		if (made) this.reset();
		return made;
	}

	/** Saves what changed. True when everything is saved. */
	async save(group: LiveGroup, element?: HTMLElement): Promise<boolean> {
		if (this.form.busy || !(await this.#fits(element))) return false;
		const body = this.#changes();
		if (Object.keys(body).length === 0) return true;
		return this.form.submit(async () => {
			const params = { path: { id: group.id } };
			const now = await call(api.PATCH('/groups/{id}', { params, body }));
			group.take(now);
			this.#saved = draftOf(now);
			this.reset();
		}, element);
	}

	#body(): Draft {
		return {
			...$state.snapshot(this.draft),
			title: this.draft.title.trim(),
			description: this.draft.description.trim(),
		};
	}

	#changes(): Partial<Draft> {
		const now = this.#body();
		const keys = Object.keys(EMPTY) as (keyof Draft)[];
		return Object.fromEntries(
			keys.filter((key) => now[key] !== this.#saved[key]).map((key) => [key, now[key]]),
		);
	}

	async #fits(element: HTMLElement | undefined): Promise<boolean> {
		const { title, description } = this.#body();
		const wrong = new Map<string, string>();
		if (title === '') wrong.set('title', words.titleMissing);
		else if ([...title].length > TITLE_MAX) wrong.set('title', words.tooLong(TITLE_MAX));
		if ([...description].length > DESCRIPTION_MAX)
			wrong.set('description', words.tooLong(DESCRIPTION_MAX));
		if (wrong.size === 0) return true;
		await this.form.reject(wrong, element);
		return false;
	}
}

function draftOf({ title, description, privacy, moderators_decide }: Group): Draft {
	return { title, description, privacy, moderators_decide };
}

/** What a browser kept is believed as far as it can be read. */
function fitting(kept: Record<string, unknown>): Partial<Draft> {
	const { title, description, moderators_decide: decide } = kept;
	const privacy = PRIVACIES.find((known) => known === kept['privacy']);
	return {
		...(typeof title === 'string' && { title }),
		...(typeof description === 'string' && { description }),
		...(privacy && { privacy }),
		...(typeof decide === 'boolean' && { moderators_decide: decide }),
	};
}
