import { api, call } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import { FormState } from '$lib/ui/field/form.svelte';
import { Typed } from '$lib/ui/field/typed';
import { words } from '$lib/words/profiles';
import { changesOf, draftOf, EMPTY, fitting, mistakesIn, type Draft } from './draft';
import type { Profiles } from './profiles.svelte';
import type { Profile, ProfileChange } from './types';

/** The form of one's own profile: what is typed, what of it is not saved yet, and what is wrong with it. */
export class ProfileEditor {
	readonly form = new FormState();
	draft = $state<Draft>(EMPTY);
	#saved = $state.raw<Draft>(EMPTY);
	/** Something was typed earlier and not saved, and is here again. */
	isResumed = $state(false);
	readonly #profiles: Profiles;
	readonly #typed: Typed;

	constructor(profile: Profile, profiles: Profiles) {
		this.#profiles = profiles;
		this.#saved = draftOf(profile);
		this.#typed = new Typed('profile', profile.id);
		this.draft = { ...this.#saved, ...fitting(this.#typed.read()) };
		this.isResumed = this.isDirty;
	}

	get isDirty(): boolean {
		return Object.keys(changesOf(this.#saved, this.draft)).length > 0;
	}

	/** Keeps what is typed and not saved yet, should the session end before it is. */
	keep(): void {
		const changed = Object.keys(changesOf(this.#saved, this.draft)) as (keyof Draft)[];
		this.#typed.write(Object.fromEntries(changed.map((field) => [field, this.draft[field]])));
	}

	/** Forgets what was typed. */
	reset(): void {
		this.draft = this.#saved;
		this.isResumed = false;
		this.form.clear();
		this.keep();
	}

	/** Saves what changed. True when everything is saved; otherwise the form says what is wrong. */
	async save(element?: HTMLElement): Promise<boolean> {
		if (this.form.busy) return false;
		const mistakes = mistakesIn(this.draft);
		if (mistakes.size > 0) {
			await this.form.reject(mistakes, element);
			return false;
		}
		const sent = $state.snapshot(this.draft);
		const changes = changesOf(this.#saved, sent);
		if (Object.keys(changes).length === 0) return true;
		return this.form.submit(async () => {
			const body = changes as ProfileChange;
			const profile = await call(api.PATCH('/me', { body })).catch(besideTheHandle);
			this.#saved = draftOf(profile);
			// What was typed while it was saved stays, and is not saved yet.
			this.draft = { ...this.#saved, ...changesOf(sent, this.draft) };
			this.isResumed = false;
			this.keep();
			this.#profiles.changedMine(profile);
		}, element);
	}
}

/** That a handle is taken concerns one field, not the form as a whole. */
function besideTheHandle(reason: unknown): never {
	if (!(reason instanceof Problem) || reason.code !== 'handle_taken') throw reason;
	const fields = new Map([['handle', words.handleTaken]]);
	throw new Problem(reason.status, reason.code, reason.detail, fields);
}
