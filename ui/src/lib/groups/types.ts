import type { components } from '$lib/api/schema';

type Schemas = components['schemas'];

/** A group as the member who looks sees it. */
export type Group = Schemas['Group'];
export type Membership = Schemas['Membership'];
export type Privacy = Schemas['GroupPrivacy'];
export type Role = Schemas['GroupRole'];
/** A role that the owner can give. */
export type GivenRole = Schemas['GivenGroupRole'];
/** Somebody in a list of a group's. */
export type GroupPerson = Schemas['GroupPerson'];
export type PersonSummary = Schemas['UserSummary'];
/** What became of one who was to be invited. */
export type InvitedUser = Schemas['InvitedUser'];
export type Order = Schemas['GroupSort'];

/** Who finds a group, and how one joins, from the most open on. */
export const PRIVACIES = ['open', 'request', 'hidden'] as const satisfies readonly Privacy[];
