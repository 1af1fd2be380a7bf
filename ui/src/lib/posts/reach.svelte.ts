import type { components } from '$lib/api/schema';
import { api, call } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import { words } from '$lib/words/audience';
import type { Audience, Group, OwnAudience, Person } from './post';

type Numbers = Pick<components['schemas']['AudienceReach'], OwnAudience>;

const BY_COMMA = { array: { style: 'form', explode: false } } as const;

/** How many people each audience reaches now. Without an answer of the server, the words do without the number. */
export class Reach {
	#numbers = $state.raw<Numbers>();
	/** Who the number of selected people was asked for. */
	#named = '';
	#turn = 0;

	/** Asks for the numbers, `named` being the people chosen one by one. */
	async load(named: readonly Person[]): Promise<void> {
		const turn = (this.#turn += 1);
		const selected_user_ids = named.map(({ id }) => id);
		try {
			const params = { query: { selected_user_ids } };
			const numbers = await call(api.GET('/me/audiences', { params, querySerializer: BY_COMMA }));
			if (turn !== this.#turn) return;
			this.#numbers = numbers;
			this.#named = selected_user_ids.join();
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
		}
	}

	/** How many people see a post for `audience`; undefined while that is not known, or nobody can know it. */
	of(audience: Audience, named: readonly Person[]): number | undefined {
		if (audience === 'selected' && this.#named !== named.map(({ id }) => id).join()) return undefined;
		return audience === 'group' ? undefined : (this.#numbers?.[audience] ?? undefined);
	}

	/** Who can see it, in a sentence; `group` is the one in which it is, as far as one knows. */
	sentence(audience: Audience, named: readonly Person[], group?: Group | null): string {
		if (audience === 'group') return words.membersSee(group?.title);
		const count = this.of(audience, named);
		if (audience === 'selected') return words.sees.selected(count ?? named.length, named.length);
		return words.sees[audience](count);
	}
}
