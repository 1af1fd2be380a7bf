import { api, call } from '$lib/api/client';
import { PagedList, type Page } from '$lib/ui/list/paged-list.svelte';
import type { ReactionKind, Reactor, Target } from './reactions';

const PAGE = 20;

/** Who reacted in one way, or in any, newest first. */
export class Reactors extends PagedList<Reactor> {
	readonly #target: Target;
	readonly #kind: ReactionKind | undefined;

	constructor(target: Target, kind?: ReactionKind) {
		super();
		this.#target = target;
		this.#kind = kind;
	}

	protected override ask(cursor: string | undefined, signal: AbortSignal): Promise<Page<Reactor>> {
		const query = { limit: PAGE, cursor, ...(this.#kind && { kind: this.#kind }) };
		const params = { path: { id: this.#target.id }, query };
		return call(api.GET('/posts/{id}/reactions', { params, signal }));
	}

	protected override idOf({ user }: Reactor): string {
		return user.id;
	}
}
