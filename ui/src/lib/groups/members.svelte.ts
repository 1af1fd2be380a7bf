import { SvelteSet } from 'svelte/reactivity';
import { api, call } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import type { Toasts } from '$lib/ui/feedback/toasts.svelte';
import type { Acquaintance } from '$lib/ui/person/acquainted-list.svelte';
import { refusalAbout } from '$lib/words/group-refusals';
import { words } from '$lib/words/groups';
import { words as ui } from '$lib/words/ui';
import type { LiveGroup } from './live-group.svelte';
import { GroupPeople, type PeopleOf } from './people.svelte';
import type { Group, GroupPerson, InvitedUser, PersonSummary } from './types';

/** What can be done about somebody else's part in a group. */
export type ActOnOther =
	'accept' | 'refuse' | 'withdraw' | 'unban' | 'appoint' | 'dismiss' | 'remove' | 'ban' | 'handOver';

/** The people of one group, and what is done about them: at once in the lists, and taken back when it is refused. */
export class GroupMembers {
	readonly #lists: Record<PeopleOf, GroupPeople>;
	readonly #busy = new SvelteSet<string>();
	readonly #group: LiveGroup;
	readonly #toasts: Toasts;

	constructor(group: LiveGroup, toasts: Toasts, acquaintance: Acquaintance) {
		const list = (which: PeopleOf) => new GroupPeople(group.id, which, acquaintance);
		this.#group = group;
		this.#toasts = toasts;
		this.#lists = {
			members: list('members'),
			staff: list('staff'),
			requests: list('requests'),
			invited: list('invited'),
			banned: list('banned'),
		};
	}

	list(which: PeopleOf): GroupPeople {
		return this.#lists[which];
	}

	isBusy(id: string): boolean {
		return this.#busy.has(id);
	}

	/** Does it, once: a second time while it is on its way does nothing. True when it took effect. */
	async act(person: GroupPerson, act: ActOnOther): Promise<boolean> {
		if (this.#busy.has(person.id)) return false;
		this.#busy.add(person.id);
		const undo = this.#show(person, act);
		try {
			await this.#send(person, act);
			this.#done(person, act);
			return true;
		} catch (reason) {
			if (!(reason instanceof Problem)) {
				undo();
				throw reason;
			}
			this.#failed(person, act, reason, undo);
			return false;
		} finally {
			this.#busy.delete(person.id);
		}
	}

	/** Invites people. What became of each, or nothing when the call was refused, which is said with a way to try again. */
	async invite(
		people: readonly PersonSummary[],
		again: () => void,
	): Promise<readonly InvitedUser[] | undefined> {
		const params = { path: { id: this.#group.id } };
		try {
			const body = { user_ids: people.map(({ id }) => id) };
			const { items } = await call(api.POST('/groups/{id}/invitations', { params, body }));
			this.#invited(items);
			return items;
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
			this.#toasts.failed(refusalAbout('invite', '', reason), { label: ui.retry, run: again });
			if (!reason.isPassing) void this.#group.load();
			return undefined;
		}
	}

	#invited(items: readonly InvitedUser[]): void {
		if (items.some(({ outcome }) => outcome === 'joined')) {
			void this.#group.load();
			this.#again('members', 'requests');
		}
		this.#again('invited');
	}

	/** Shows what it will most likely come to; gives back what undoes that. */
	#show({ id }: GroupPerson, act: ActOnOther): () => void {
		const { members, staff, requests, invited, banned } = this.#lists;
		const undo: (() => void)[] = [];
		switch (act) {
			case 'accept':
				undo.push(requests.drop(id), this.#count({ member_count: 1, request_count: -1 }));
				break;
			case 'refuse':
				undo.push(requests.drop(id), this.#count({ request_count: -1 }));
				break;
			case 'withdraw':
				undo.push(invited.drop(id));
				break;
			case 'unban':
				undo.push(banned.drop(id));
				break;
			case 'appoint':
				undo.push(members.change(id, { role: 'moderator' }));
				break;
			case 'dismiss':
				undo.push(members.change(id, { role: 'member' }), staff.drop(id));
				break;
			case 'remove':
			case 'ban':
				undo.push(members.drop(id), staff.drop(id), this.#count({ member_count: -1 }));
				break;
			case 'handOver':
				// Who owns it decides what can be done here: the server says so first.
				break;
		}
		return () => undo.forEach((back) => back());
	}

	#count(by: Partial<Record<'member_count' | 'request_count', number>>): () => void {
		const add = (sign: 1 | -1) => {
			const { value } = this.#group;
			if (!value) return;
			const count = (key: keyof typeof by) => Math.max(0, value[key] + sign * (by[key] ?? 0));
			this.#group.patch({
				member_count: count('member_count'),
				request_count: count('request_count'),
			});
		};
		add(1);
		return () => add(-1);
	}

	async #send(person: GroupPerson, act: ActOnOther): Promise<void> {
		const params = { path: { id: this.#group.id, user_id: person.id } };
		switch (act) {
			case 'accept':
				await call(api.POST('/groups/{id}/join-requests/{user_id}/accept', { params }));
				return;
			case 'refuse':
				await call(api.POST('/groups/{id}/join-requests/{user_id}/decline', { params }));
				return;
			case 'withdraw':
				await call(
					api.DELETE('/group-invitations/{id}', {
						params: { path: { id: person.invitation?.id ?? '' } },
					}),
				);
				return;
			case 'unban':
				await call(api.DELETE('/groups/{id}/bans/{user_id}', { params }));
				return;
			case 'appoint':
			case 'dismiss': {
				const role = act === 'appoint' ? ('moderator' as const) : ('member' as const);
				await call(api.PATCH('/groups/{id}/members/{user_id}', { params, body: { role } }));
				return;
			}
			case 'remove':
				await call(api.DELETE('/groups/{id}/members/{user_id}', { params }));
				return;
			case 'ban':
				await call(api.PUT('/groups/{id}/bans/{user_id}', { params }));
				return;
			case 'handOver':
				this.#group.take(await this.#handOver(person));
		}
	}

	#handOver({ id: user_id }: GroupPerson): Promise<Group> {
		const params = { path: { id: this.#group.id } };
		return call(api.POST('/groups/{id}/transfer', { params, body: { user_id } }));
	}

	#done(person: GroupPerson, act: ActOnOther): void {
		this.#toasts.done(words.doneTo[act](person.display_name));
		if (act === 'accept') this.#again('members');
		if (act === 'appoint') this.#again('staff');
		if (act === 'ban') this.#again('banned', 'requests', 'invited');
		if (act === 'handOver') this.#again('members', 'staff');
	}

	/** Lists that were read already are looked at again. */
	#again(...lists: readonly PeopleOf[]): void {
		for (const which of lists) {
			const list = this.#lists[which];
			if (list.status !== 'new') void list.refresh();
		}
	}

	#failed(person: GroupPerson, act: ActOnOther, problem: Problem, undo: () => void): void {
		// They are not where they were: nothing is put back.
		const isGone = problem.code === 'request_gone' || problem.code === 'not_a_member';
		if (problem.code !== 'request_gone') undo();
		const retry = { label: ui.retry, run: () => void this.act(person, act) };
		const said = refusalAbout(act, person.display_name, problem);
		this.#toasts.failed(said, problem.isPassing ? retry : undefined);
		if (problem.isPassing) return;
		void this.#group.load();
		if (isGone) this.#again('members', 'staff', 'requests');
	}
}
