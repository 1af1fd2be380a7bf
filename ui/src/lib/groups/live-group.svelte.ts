import { api, call } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import { prepare } from '$lib/text/written.svelte';
import type { Toasts } from '$lib/ui/feedback/toasts.svelte';
import { refusal } from '$lib/words/group-refusals';
import { words } from '$lib/words/groups';
import { words as ui } from '$lib/words/ui';
import { after, belongs, type OwnAct } from './acts';
import type { Group } from './types';

/** How far a group is: `missing` is also one of which the member may not know. */
export type GroupStatus = 'loading' | 'ready' | 'missing' | 'failed';

/** Why one cannot join, as far as that became known by trying. */
export type Refused = { why: 'banned' } | { why: 'later'; until: Date | undefined };

/** Hears whether the member belongs to a group, by its id. */
export type Moved = (group: string, isIn: boolean) => void;

/** Who hears of a group. */
export interface Hearing {
	/** What follows from the member's own acts, for the lists that show it. */
	changed: (group: LiveGroup) => void;
	moved: Moved;
}

/**
 * One group, wherever it is shown: its card, its page and the lists of what waits follow each change. What the member does
 * about their own part shows at once and is taken back with a reason when it is refused.
 */
export class LiveGroup {
	readonly id: string;
	value = $state.raw<Group>();
	status = $state<GroupStatus>('loading');
	refused = $state.raw<Refused>();
	/** What is on its way; nothing else is begun until it is done. */
	acting = $state<OwnAct>();
	/** Left in this page, and no longer there for the member. */
	isLeft = $state(false);
	#running: Promise<void> | undefined;
	#acts = 0;
	readonly #toasts: Toasts;
	/** Whether the member belongs to it, as was told last. */
	#isIn: boolean | undefined;
	readonly #hearing: Hearing;

	constructor(id: string, toasts: Toasts, hearing: Hearing) {
		this.id = id;
		this.#toasts = toasts;
		this.#hearing = hearing;
	}

	/** Asks the server. What is shown already stays until the answer is there, and also when none comes. */
	load(): Promise<void> {
		this.#running ??= this.#ask().finally(() => (this.#running = undefined));
		return this.#running;
	}

	/** Takes what the server said; while an act is on its way that one is newer. */
	take(value: Group): void {
		if (this.acting) return;
		this.value = value;
		this.status = 'ready';
		this.isLeft = false;
		this.#tell(belongs(value.membership));
	}

	/** Shows a change at once. */
	patch(change: Partial<Group>): void {
		if (this.value) this.value = { ...this.value, ...change };
	}

	/** It is no longer there for the member. */
	gone(): void {
		this.value = undefined;
		this.status = 'missing';
		this.#tell(false);
		this.#hearing.changed(this);
	}

	#tell(isIn: boolean): void {
		const before = this.#isIn;
		this.#isIn = isIn;
		// Whoever was in it all the time sees what they saw.
		if (isIn !== (before ?? true)) this.#hearing.moved(this.id, isIn);
	}

	/** Does something about one's own part. True when it took effect; a second act while one is on its way does nothing. */
	async act(act: OwnAct): Promise<boolean> {
		const before = this.value;
		if (!before || this.acting) return false;
		this.#acts += 1;
		this.acting = act;
		this.value = after(before, act);
		try {
			const now = await this.#send(act, before);
			this.acting = undefined;
			this.#done(act, now ?? after(before, act));
			return true;
		} catch (reason) {
			this.acting = undefined;
			this.value = before;
			if (!(reason instanceof Problem)) throw reason;
			this.#failed(act, before, reason);
			return false;
		}
	}

	async #ask(): Promise<void> {
		if (this.status !== 'ready') this.status = 'loading';
		const asked = this.#acts;
		try {
			const group = await call(api.GET('/groups/{id}', { params: { path: { id: this.id } } }));
			await prepare([group.description]);
			// What was asked for before an act is older than what came of it.
			if (asked === this.#acts) this.take(group);
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
			if (reason.status === 404) this.gone();
			else if (this.status !== 'ready') this.status = 'failed';
		}
	}

	async #send(act: OwnAct, { invitation }: Group): Promise<Group | undefined> {
		const params = { path: { id: this.id } };
		const asked = { path: { id: invitation?.id ?? '' } };
		switch (act) {
			case 'join':
				return call(api.POST('/groups/{id}/join-requests', { params }));
			case 'accept':
				return call(api.POST('/group-invitations/{id}/accept', { params: asked }));
			case 'decline':
				await call(api.POST('/group-invitations/{id}/decline', { params: asked }));
				return undefined;
			case 'cancel':
				await call(api.DELETE('/groups/{id}/join-requests', { params }));
				return undefined;
			case 'leave':
				await call(api.POST('/groups/{id}/leave', { params }));
				return undefined;
		}
	}

	#done(act: OwnAct, now: Group): void {
		this.take(now);
		this.refused = undefined;
		const said = words.done[act]?.(now.title, belongs(now.membership));
		if (said) this.#toasts.done(said);
		this.#hearing.changed(this);
		if (now.privacy !== 'hidden' || now.membership !== 'none') return;
		// Nobody outside may know of it: not even who was in it a moment ago.
		this.isLeft = true;
		this.gone();
	}

	#failed(act: OwnAct, before: Group, problem: Problem): void {
		if (problem.code === 'banned') {
			this.refused = { why: 'banned' };
			return;
		}
		if (problem.code === 'ask_again_later') {
			this.refused = { why: 'later', until: problem.retryAt };
			return;
		}
		if (problem.code === 'invitation_gone') {
			this.value = { ...before, ...after(before, 'decline') };
			this.#hearing.changed(this);
		} else if (problem.status === 404) {
			this.gone();
		} else if (!problem.isPassing) {
			// They stand otherwise to it than this page knows.
			void this.load();
		}
		const retry = { label: ui.retry, run: () => void this.act(act) };
		this.#toasts.failed(refusal(act, before.title, problem), problem.isPassing ? retry : undefined);
	}
}
