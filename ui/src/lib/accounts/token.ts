/**
 * The token of a mailed link, from behind the `#` (where no server sees it) or from `?token=`.
 * Undefined when the address holds none.
 */
export function tokenIn(url: URL): string | undefined {
	const behind = new URLSearchParams(url.hash.slice(1)).get('token');
	return behind || url.searchParams.get('token') || undefined;
}
