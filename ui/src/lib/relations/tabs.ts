/** The parts of the page about people, in the order of its tabs. */
export const PEOPLE_TABS = [
	'requests',
	'suggestions',
	'friends',
	'followers',
	'following',
	'blocked',
	'muted',
] as const;

export type PeopleTab = (typeof PEOPLE_TABS)[number];

/** The address of a tab; the first is the page itself. */
export function tabPath(tab: PeopleTab): string {
	return tab === 'requests' ? '/people' : `/people/${tab}`;
}

/** The tab an address names: the first without a name, none with a wrong one. */
export function tabOf(name: string | undefined): PeopleTab | undefined {
	if (name === undefined) return 'requests';
	return PEOPLE_TABS.find((tab) => tab === name && tab !== 'requests');
}
