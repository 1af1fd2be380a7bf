import type { components } from '$lib/api/schema';

type Schemas = components['schemas'];

/** A profile as the member who looks may see it: what is kept from them is `null`. */
export type Profile = Schemas['Profile'];
/** What can be changed of one's own profile; what is left out stays. */
export type ProfileChange = Schemas['ProfileEdit'];
/** Who sees what of one's own profile. */
export type Privacy = Schemas['Privacy'];
export type PrivateField = keyof Schemas['PrivacyFields'];
export type Audience = Schemas['FieldAudience'];
