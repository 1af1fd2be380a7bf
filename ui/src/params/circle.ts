import type { ParamMatcher } from '@sveltejs/kit';

/** One of the lists of people of a profile. */
export const match = ((param) =>
	/^(friends|followers|following|mutuals)$/.test(param)) satisfies ParamMatcher;
