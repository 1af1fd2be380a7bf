import type { ParamMatcher } from '@sveltejs/kit';
import { tabOf } from '$lib/relations/tabs';

/** A tab of the page about people, other than the first. */
export const match = ((param) => tabOf(param) !== undefined) satisfies ParamMatcher;
