import { createContext } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { call } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import type { Session } from '$lib/session/session.svelte';
import type { Toasts } from '$lib/ui/feedback/toasts.svelte';
import { refusal, words } from '$lib/words/relation-acts';
import { words as ui } from '$lib/words/ui';
import { after, STRANGERS, type Act } from './acts';
import { ACTS } from './server';
import type { Person, Relationship, Whom } from './types';

/** What is known of one person: what the server said last, and what was done since and is still on its way. */
interface Known {
	stored: Relationship;
	waiting: readonly { act: Act; isPrivate: boolean }[];
	/** Whether they were followed at some time since the page was opened. */
	wasFollowed: boolean;
	/** The moment the server's word was asked for; what was asked for earlier is older. */
	moment: number;
}

/** Told after an act took effect on the server, or could not because the person is gone. */
export type Listener = (whom: Whom, before: Relationship, now: Relationship) => void;

/**
 * How the member stands to everyone on the page, one entry a person: every button of the same person shows the same.
 * An act shows at once, goes to the server in its turn, and is taken back with a reason when it is refused.
 */
export class Relations {
	readonly #known = new SvelteMap<string, Known>();
	readonly #queues = new Map<string, Promise<unknown>>();
	readonly #listeners = new Set<Listener>();
	readonly #toasts: Toasts;
	readonly #session: Session;
	#moment = 0;

	constructor(session: Session, toasts: Toasts) {
		this.#session = session;
		this.#toasts = toasts;
	}

	/** The relationship to a person as it is to be shown; what `person` brings along when nothing newer is known. */
	of(person: { id: string; relationship: Relationship }): Relationship {
		return this.known(person.id) ?? person.relationship;
	}

	/** The relationship to somebody, when it was told or changed on this page. */
	known(id: string): Relationship | undefined {
		const known = this.#known.get(id);
		return known && shown(known);
	}

	/** Whether this person is muted, as far as that is known here. */
	isMuted(id: string): boolean {
		return this.known(id)?.muting ?? false;
	}

	/** Whether this person was followed here and is no longer. */
	isLeft(id: string): boolean {
		const known = this.#known.get(id);
		return known !== undefined && known.wasFollowed && shown(known).follow !== 'following';
	}

	/** Whether an act about this person is on its way. */
	isBusy(id: string): boolean {
		return (this.#known.get(id)?.waiting.length ?? 0) > 0;
	}

	/** To be taken before something is asked that brings relationships, and given to {@link learn} with the answer. */
	now(): number {
		return this.#moment;
	}

	/** Takes what the server said; what was asked for before a later act is not believed any more. */
	learn(people: readonly Pick<Person, 'id' | 'relationship'>[], askedAt: number): void {
		for (const { id, relationship } of people) {
			const known = this.#known.get(id);
			if (known && (known.waiting.length > 0 || known.moment > askedAt)) continue;
			this.#keep(id, { stored: relationship, waiting: [], moment: askedAt });
		}
	}

	/** Calls `listener` after each act that took effect; gives back what stops it. */
	onChange(listener: Listener): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/**
	 * Does something about a person, at once on the page and in its turn on the server. True when it took effect; a
	 * refusal is told in a message.
	 */
	act(whom: Whom & { relationship: Relationship }, act: Act): Promise<boolean> {
		this.#moment += 1;
		const known = this.#known.get(whom.id);
		const entry = { act, isPrivate: whom.is_private };
		this.#keep(whom.id, {
			stored: known?.stored ?? whom.relationship,
			waiting: [...(known?.waiting ?? []), entry],
			moment: this.#moment,
		});
		const before = this.#queues.get(whom.id) ?? Promise.resolve();
		const send = () => this.#send(whom, entry);
		const done = before.then(send, send);
		this.#queues.set(whom.id, done);
		return done;
	}

	async #send(
		whom: Whom & { relationship: Relationship },
		entry: Known['waiting'][number],
	): Promise<boolean> {
		const before = this.#known.get(whom.id)?.stored ?? whom.relationship;
		try {
			const now = await call(ACTS[entry.act](whom.id));
			this.#settle(whom.id, entry, now);
			this.#tell(whom, before, now);
			this.#say(whom, entry.act, now);
			return true;
		} catch (reason) {
			const isProblem = reason instanceof Problem;
			const now = isProblem ? afterRefusal(before, entry.act, reason) : before;
			this.#settle(whom.id, entry, now);
			if (!isProblem) throw reason;
			if (isPersonGone(reason)) this.#tell(whom, before, now);
			else this.#count(before, now);
			this.#refused(whom, entry.act, reason);
			return false;
		}
	}

	#settle(id: string, entry: Known['waiting'][number], stored: Relationship): void {
		const known = this.#known.get(id);
		const waiting = known?.waiting.filter((other) => other !== entry) ?? [];
		this.#moment += 1;
		this.#keep(id, { stored, waiting, moment: this.#moment });
	}

	#keep(id: string, known: Omit<Known, 'wasFollowed'>): void {
		const wasFollowed = this.#known.get(id)?.wasFollowed ?? false;
		this.#known.set(id, { ...known, wasFollowed: wasFollowed || known.stored.follow === 'following' });
	}

	#tell(whom: Whom, before: Relationship, now: Relationship): void {
		this.#count(before, now);
		for (const listener of this.#listeners) listener(whom, before, now);
	}

	/** Requests that were decided no longer wait to be seen. */
	#count(before: Relationship, now: Relationship): void {
		const follow = before.followed_by === 'requested' && now.followed_by !== 'requested';
		const friend = before.friendship === 'incoming' && now.friendship !== 'incoming';
		this.#session.decided(follow ? 1 : 0, friend ? 1 : 0);
	}

	/** What does not show on the button is said; what is easily taken back can be. */
	#say(whom: Whom, act: Act, now: Relationship): void {
		const said = words.done[act];
		if (!said) return;
		const undo = () => void this.act({ ...whom, relationship: now }, 'unmute');
		this.#toasts.done(
			said(whom.display_name),
			act === 'mute' ? { label: ui.undo, run: undo } : undefined,
		);
	}

	#refused(whom: Whom & { relationship: Relationship }, act: Act, problem: Problem): void {
		const retry = { label: ui.retry, run: () => void this.act(whom, act) };
		this.#toasts.failed(refusal(act, whom.first_name, problem), problem.isPassing ? retry : undefined);
	}
}

/** They closed their account or keep the member away: nothing is between the two any more. */
function isPersonGone({ status, code }: Problem): boolean {
	return status === 404 && code !== 'request_gone';
}

/** A request that was taken back in the meantime is not there to be decided. */
function afterRefusal(before: Relationship, act: Act, problem: Problem): Relationship {
	if (isPersonGone(problem)) return STRANGERS;
	if (problem.code !== 'request_gone') return before;
	if (act === 'acceptFollow') return { ...before, followed_by: STRANGERS.followed_by };
	if (act === 'acceptFriendship') return { ...before, friendship: STRANGERS.friendship };
	return before;
}

function shown({ stored, waiting }: Known): Relationship {
	return waiting.reduce((state, { act, isPrivate }) => after(state, act, isPrivate), stored);
}

export const [useRelations, provideRelations] = createContext<Relations>();
