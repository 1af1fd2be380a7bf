import type { ParamMatcher } from '@sveltejs/kit';

/** `@maren`: 3 to 30 letters, digits or underscores, as the server gives them out. */
export const match = ((param) => /^@[A-Za-z0-9_]{3,30}$/.test(param)) satisfies ParamMatcher;
