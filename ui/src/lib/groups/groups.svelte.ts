import { createContext } from 'svelte';
import { api, call } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import { Wall } from '$lib/media/wall.svelte';
import type { Toasts } from '$lib/ui/feedback/toasts.svelte';
import type { Acquaintance } from '$lib/ui/person/acquainted-list.svelte';
import { problemText } from '$lib/words/problems';
import { words } from '$lib/words/groups';
import { words as ui } from '$lib/words/ui';
import { Browse, Waiting, type Keep } from './browse.svelte';
import { LiveGroup, type Moved } from './live-group.svelte';
import { GroupMembers } from './members.svelte';
import type { GroupSuggestions } from './suggestions.svelte';
import type { Group } from './types';

/** The groups of the page, one entry each, and the lists of them. */
export class Groups {
	readonly browse: Browse;
	readonly invitations: Waiting;
	readonly requests: Waiting;
	#suggestions: GroupSuggestions | undefined;
	readonly #keepAll: Keep = (groups) => groups.map((group) => this.keep(group));
	readonly #known = new Map<string, LiveGroup>();
	readonly #members = new Map<string, GroupMembers>();
	readonly #walls = new Map<string, Wall>();
	readonly #toasts: Toasts;
	readonly #acquaintance: Acquaintance;
	readonly #moved: Moved;

	/** `moved` hears in which groups the member is known to be, or not, whenever that is another thing than before. */
	constructor(toasts: Toasts, acquaintance: Acquaintance, moved: Moved) {
		this.#toasts = toasts;
		this.#acquaintance = acquaintance;
		this.#moved = moved;
		this.browse = new Browse(this.#keepAll);
		this.invitations = new Waiting('invited', this.#keepAll);
		this.requests = new Waiting('requested', this.#keepAll);
	}

	/** Groups one may care for. They are made by the page that shows them, the only one that needs their code. */
	suggestions(make: new (keep: Keep) => GroupSuggestions): GroupSuggestions {
		return (this.#suggestions ??= new make(this.#keepAll));
	}

	/** The group with this id; the same one each time. */
	of(id: string): LiveGroup {
		const known =
			this.#known.get(id) ??
			new LiveGroup(id, this.#toasts, { changed: (group) => this.#changed(group), moved: this.#moved });
		this.#known.set(id, known);
		return known;
	}

	/** Takes what the server said about a group. */
	keep(group: Group): LiveGroup {
		const live = this.of(group.id);
		live.take(group);
		return live;
	}

	membersOf(group: LiveGroup): GroupMembers {
		const known =
			this.#members.get(group.id) ?? new GroupMembers(group, this.#toasts, this.#acquaintance);
		this.#members.set(group.id, known);
		return known;
	}

	/** The pictures and videos of what is posted in a group. */
	wallOf({ id }: LiveGroup): Wall {
		const known = this.#walls.get(id) ?? wallOf(id);
		this.#walls.set(id, known);
		return known;
	}

	/** A group was made here: it is the newest of one's own. */
	created(group: Group): LiveGroup {
		const live = this.keep(group);
		if (this.browse.status === 'ready') void this.browse.refresh();
		return live;
	}

	/** Deletes a group, for good. True when it is gone; a refusal is told in a message. */
	async delete(group: LiveGroup): Promise<boolean> {
		const title = group.value?.title ?? '';
		try {
			await call(api.DELETE('/groups/{id}', { params: { path: { id: group.id } } }));
			group.isLeft = true;
			group.gone();
			this.#toasts.done(words.deleted(title));
			return true;
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
			const retry = { label: ui.retry, run: () => void this.delete(group) };
			this.#toasts.failed(
				`${words.notDeleted(title)} ${problemText(reason)}`,
				reason.isPassing ? retry : undefined,
			);
			if (!reason.isPassing) void group.load();
			return false;
		}
	}

	#changed(group: LiveGroup): void {
		this.requests.note(group);
		// Who is in or out now sees other people in it.
		this.#members.delete(group.id);
		this.#walls.delete(group.id);
		if (group.status !== 'missing') return;
		this.browse.items = this.browse.items.filter((other) => other !== group);
	}
}

function wallOf(id: string): Wall {
	return new Wall((query, signal) =>
		call(api.GET('/groups/{id}/media', { params: { path: { id }, query }, signal })),
	);
}

export const [useGroups, provideGroups] = createContext<Groups>();
