import type { ActOnOther } from './members.svelte';

/** What is done about somebody only after a question that names the consequence. */
export type Grave = Extract<ActOnOther, 'appoint' | 'dismiss' | 'remove' | 'ban' | 'handOver'>;
