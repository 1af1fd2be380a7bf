import type { Problem } from '$lib/api/problem';
import { words } from '$lib/words/posts';
import type { Person } from './post';

/**
 * What the server finds wrong with each field, where what it says of one person among those who are `selected` is said once for
 * all of them, by name: the server only knows a place in the list.
 */
export function complaints(problem: Problem, selected: readonly Person[]): Map<string, string> {
	const fields = new Map(problem.fields);
	for (const [field, message] of problem.fields) {
		if (!field.startsWith('selected_user_ids')) continue;
		const person = selected[Number(/\d+/.exec(field)?.[0])];
		fields.delete(field);
		fields.set('selected', person ? words.notConnected(person.display_name) : message);
	}
	return fields;
}
