import type { ParamMatcher } from '@sveltejs/kit';

/** An id as the server gives them out: a decimal number. */
export const match = ((param) => /^[1-9][0-9]{0,18}$/.test(param)) satisfies ParamMatcher;
