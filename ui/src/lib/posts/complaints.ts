import { Problem } from '$lib/api/problem';
import type { Uploads } from '$lib/media/uploads.svelte';
import { characters } from '$lib/ui/field/characters';
import { words as pictureWords } from '$lib/words/media';
import { words } from '$lib/words/posts';
import { TEXT_MAX, TITLE_MAX, WARNING_MAX, type Audience, type Group, type Person } from './post';

/** What one writes before it is sent. What shares a post has neither title nor warning. */
interface Writing {
	readonly title?: string;
	readonly content: string;
	readonly warning?: string;
	readonly audience: Audience;
	/** The group in which it is to be: then the audience counts for nothing. */
	readonly group?: Group | undefined;
	readonly selected: readonly Person[];
}

/** What the server would refuse of it, by field. */
export function wrongIn(writing: Writing): Map<string, string> {
	const { title = '', content, warning = '', audience, group, selected } = writing;
	const wrong = new Map<string, string>();
	if (characters(title.trim()) > TITLE_MAX) wrong.set('title', words.titleTooLong);
	if (characters(content.trim()) > TEXT_MAX) wrong.set('content', words.textTooLong);
	if (characters(warning.trim()) > WARNING_MAX) wrong.set('content_warning', words.warningTooLong);
	if (!group && audience === 'selected' && selected.length === 0) wrong.set('selected', words.nobodyChosen);
	return wrong;
}

/** What the server says of one person or one of the `uploads` is shown there, and once for all of them. */
export function byPlace(problem: Problem, selected: readonly Person[], uploads?: Uploads): Problem {
	const fields = new Map(problem.fields);
	for (const [field, message] of problem.fields) {
		if (field.startsWith('selected_user_ids')) {
			fields.delete(field);
			fields.set('selected', ofPerson(field, message, selected));
			continue;
		}
		const place = /^media\.(\d+)\.(\w+)$/.exec(field);
		if (!place) continue;
		fields.delete(field);
		if (!fields.has('media')) fields.set('media', message);
		if (place[2] === 'id') uploads?.list[Number(place[1])]?.fail(pictureWords.gone, false);
	}
	return new Problem(problem.status, problem.code, problem.detail, fields, problem.retryAfter);
}

/** Names whom a complaint is about: the server only knows a place in the list. */
function ofPerson(field: string, message: string, selected: readonly Person[]): string {
	const person = selected[Number(/\d+/.exec(field)?.[0])];
	return person ? words.notConnected(person.display_name) : message;
}
