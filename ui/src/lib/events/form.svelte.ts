import { api, call } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import { upload } from '$lib/api/upload';
import { Attempt } from '$lib/ui/field/attempt';
import { FormState } from '$lib/ui/field/form.svelte';
import { Typed } from '$lib/ui/field/typed';
import { plusDays } from './days';
import { complaints } from './form-check';
import { draftOf, emptyDraft, fitting, moments, type Draft } from './form-draft';
import type { LiveEvent } from './live-event.svelte';
import type { GroupEvent } from './types';
import { isKnownZone, momentOf, type Reading } from './zones';

/** How long an event is thought to last when an end is added. */
const USUAL_MINUTES = 120;

type Body = ReturnType<EventForm['body']>;

/** The form of an event, new or there already: what is typed waits in this tab until it is saved. */
export class EventForm {
	readonly form = new FormState();
	draft = $state<Draft>(emptyDraft());
	/** The picture of a new event; it is sent once the event is there. */
	picture = $state.raw<Blob | null>(null);
	/** The part of the picture that is sent, from 0 to 1; undefined while none is on its way. */
	progress = $state<number>();
	/** Something was typed earlier and not saved, and is here again. */
	isResumed = $state(false);
	#saved: Draft;
	readonly #attempt: Attempt;
	readonly #typed: Typed;
	readonly #event: GroupEvent | undefined;

	/** Of a new event in a group, or of one that is there. `whose` is the member who types. */
	constructor(whose: string, about: { group: string } | { event: GroupEvent }) {
		this.#event = 'event' in about ? about.event : undefined;
		this.#typed = new Typed(
			'event' in about ? `event/${about.event.id}` : `events/${about.group}`,
			whose,
		);
		this.#saved = this.#event ? draftOf(this.#event) : emptyDraft();
		const kept = this.#typed.read();
		this.draft = { ...this.#saved, ...fitting(kept) };
		this.#attempt = new Attempt(kept['attempt']);
		this.isResumed = this.isDirty;
	}

	get isDirty(): boolean {
		return this.picture !== null || Object.keys(this.#changed()).length > 0;
	}

	/** At which moment the clock of the chosen zone shows what is typed as the beginning. */
	readonly start = $derived.by<Reading | undefined>(() => this.#read(this.draft.day, this.draft.time));
	/** The same of the end. */
	readonly end = $derived.by<Reading | undefined>(() =>
		this.draft.hasEnd ? this.#read(this.draft.endDay, this.draft.endTime) : undefined,
	);

	/** Another day: an end on the same day goes with it. */
	set day(day: string) {
		const { draft } = this;
		if (draft.hasEnd && day && (draft.endDay === draft.day || draft.endDay < day)) draft.endDay = day;
		draft.day = day;
	}

	get day(): string {
		return this.draft.day;
	}

	/** Adds an end, some time after the beginning. */
	addEnd(): void {
		const { draft } = this;
		const [hour = 0, minute = 0] = (draft.time || '19:00').split(':').map(Number);
		const ends = hour * 60 + minute + USUAL_MINUTES;
		const two = (number: number) => String(number).padStart(2, '0');
		draft.endTime = `${two(Math.floor(ends / 60) % 24)}:${two(ends % 60)}`;
		draft.endDay = draft.day && ends >= 24 * 60 ? plusDays(draft.day, 1) : draft.day;
		draft.endLater = false;
		draft.hasEnd = true;
	}

	removeEnd(): void {
		this.draft.hasEnd = false;
		this.form.mend('ends_at');
	}

	/** Keeps what is typed and not saved yet, should the page go before it is. */
	keep(): void {
		this.#typed.write({ ...this.#changed(), ...this.#attempt.kept });
	}

	/** Forgets what was typed. */
	reset(): void {
		this.draft = { ...this.#saved };
		this.picture = null;
		this.#attempt.forget();
		this.isResumed = false;
		this.form.clear();
		this.#typed.forget();
	}

	/** Makes the event, once; what is wrong stands in `form`. The event when it is made, with what came of its picture. */
	async create(
		group: string,
		element?: HTMLElement,
	): Promise<{ event: GroupEvent; refused?: Problem } | undefined> {
		if (this.form.busy || !(await this.#fits(element))) return undefined;
		let made: { event: GroupEvent; refused?: Problem } | undefined;
		await this.form.submit(async () => {
			const body = this.body();
			const params = { path: { id: group }, header: { 'Idempotency-Key': this.#attempt.keyFor(body) } };
			this.keep();
			const event = await call(
				api.POST('/groups/{id}/events', {
					params,
					// What is left empty is left out.
					body: {
						...body,
						ends_at: body.ends_at ?? undefined,
						place: body.place ?? undefined,
						capacity: body.capacity ?? undefined,
					},
				}),
			).catch((reason: unknown) => {
				// What this attempt made is gone again: the next one is another.
				if (reason instanceof Problem && reason.code === 'event_gone') this.#attempt.forget();
				throw reason;
			});
			made = await this.#withPicture(event);
		}, element);
		if (made) this.reset();
		return made;
	}

	/** Saves what changed. What became of it: `moved` when those who answered are told of another time or place. */
	async save(event: LiveEvent, element?: HTMLElement): Promise<'saved' | 'moved' | undefined> {
		const before = this.#event;
		if (!before || this.form.busy || !(await this.#fits(element))) return undefined;
		const body = this.#edit(before);
		if (Object.keys(body).length === 0) return 'saved';
		const isSaved = await this.form.submit(async () => {
			const params = { path: { id: event.id } };
			// The description of the interface cannot say that what is emptied is null.
			const edit = body as { title?: string };
			event.take(await call(api.PATCH('/events/{id}', { params, body: edit })));
			this.reset();
		}, element);
		if (!isSaved) return undefined;
		return ['starts_at', 'ends_at', 'time_zone', 'place'].some((key) => key in body) ? 'moved' : 'saved';
	}

	/** What is sent, as far as it fits. */
	body() {
		const { draft } = this;
		const capacity = draft.capacity.trim();
		return {
			title: draft.title.trim(),
			description: draft.description.trim(),
			...moments(draft, this.start, this.end, this.#event),
			time_zone: draft.zone,
			place: draft.place.trim() || null,
			options: draft.maybe
				? (['going', 'not_going', 'maybe'] as const).slice()
				: (['going', 'not_going'] as const).slice(),
			capacity: capacity ? Number(capacity) : null,
		};
	}

	#edit(before: GroupEvent): Partial<Body> {
		const body = this.body();
		const was: Record<keyof Body, unknown> = { ...before };
		const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
		const keys = (Object.keys(body) as (keyof Body)[]).filter((key) => {
			if (key === 'options') return body.options.includes('maybe') !== before.options.includes('maybe');
			return !same(body[key], was[key]);
		});
		return Object.fromEntries(keys.map((key) => [key, body[key]]));
	}

	#read(day: string, time: string): Reading | undefined {
		const { zone } = this.draft;
		return isKnownZone(zone) ? momentOf(zone, { day, time }) : undefined;
	}

	#changed(): Partial<Draft> {
		const keys = Object.keys(this.#saved) as (keyof Draft)[];
		return Object.fromEntries(
			keys.filter((key) => this.draft[key] !== this.#saved[key]).map((key) => [key, this.draft[key]]),
		);
	}

	async #fits(element: HTMLElement | undefined): Promise<boolean> {
		const wrong = complaints(this.draft, this.body(), Date.now(), this.#event);
		if (wrong.size === 0) return true;
		await this.form.reject(wrong, element);
		return false;
	}

	/** The event is there by now, whatever becomes of its picture. */
	async #withPicture(event: GroupEvent): Promise<{ event: GroupEvent; refused?: Problem }> {
		if (!this.picture) return { event };
		const form = new FormData();
		form.set('file', this.picture, 'event');
		this.progress = 0;
		try {
			const options = { method: 'PUT' as const, onprogress: (sent: number) => (this.progress = sent) };
			return { event: await upload<GroupEvent>(`/events/${event.id}/image`, form, options) };
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
			return { event, refused: reason };
		} finally {
			this.progress = undefined;
		}
	}
}
