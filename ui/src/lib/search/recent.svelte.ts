/** Something that was looked for: words, or the person who was chosen. */
export type RecentSearch =
	| { kind: 'words'; q: string }
	| { kind: 'person'; id: string; handle: string; display_name: string; avatar_url: string | null };

const AT_MOST = 8;

/** What one looked for last, newest first. It is kept in this browser only, for each member apart. */
export class RecentSearches {
	#list = $state.raw<readonly RecentSearch[]>([]);
	readonly #key: string;

	/** `member` is the id of who is logged in. */
	constructor(member: string) {
		this.#key = `kith:recent:${member}`;
		this.#list = this.#read();
	}

	get list(): readonly RecentSearch[] {
		return this.#list;
	}

	add(search: RecentSearch): void {
		// Another tab may have added some meanwhile.
		const others = this.#read().filter((other) => nameOf(other) !== nameOf(search));
		this.#write([search, ...others].slice(0, AT_MOST));
	}

	clear(): void {
		this.#write([]);
	}

	#write(list: readonly RecentSearch[]): void {
		this.#list = list;
		try {
			if (list.length > 0) localStorage.setItem(this.#key, JSON.stringify(list));
			else localStorage.removeItem(this.#key);
		} catch {
			// A browser that keeps nothing: they last as long as the page.
		}
	}

	#read(): readonly RecentSearch[] {
		try {
			const kept: unknown = JSON.parse(localStorage.getItem(this.#key) ?? '[]');
			return Array.isArray(kept) ? kept.filter(isSearch).slice(0, AT_MOST) : [];
		} catch {
			return this.#list;
		}
	}
}

/** The same search twice is one. */
function nameOf(search: RecentSearch): string {
	return search.kind === 'person' ? `person ${search.id}` : `words ${search.q.toLocaleLowerCase()}`;
}

/** What a browser kept may be from an older version, or from somebody's hand. */
function isSearch(value: unknown): value is RecentSearch {
	if (typeof value !== 'object' || value === null) return false;
	const kept = value as Record<string, unknown>;
	const areTexts = (...keys: string[]) => keys.every((key) => typeof kept[key] === 'string');
	if (kept['kind'] === 'words') return areTexts('q');
	return kept['kind'] === 'person' && areTexts('id', 'handle', 'display_name');
}
