import type { components } from '$lib/api/schema';

type Schemas = components['schemas'];

/** How the member who looks stands to another. */
export type Relationship = Schemas['Relationship'];

/** Who a person is, as lists show them. */
export type PersonSummary = Schemas['UserSummary'];

/** Someone in a list, with how one stands to them. */
export type Person = Schemas['Person'];

/** Someone one may know, and why. */
export type SuggestedPerson = Schemas['Suggestion'];

/** What an act needs to know of whom it is about. */
export type Whom = Pick<PersonSummary, 'id' | 'handle' | 'first_name' | 'display_name' | 'is_private'>;

/** What the small card about a person shows: their profile, as far as it is there for the member who looks. */
export type Card = Schemas['Profile'];
