import { characters } from '$lib/ui/field/characters';
import { rules as says } from '$lib/words/registration';

/** What is wrong with a value, in words; undefined when nothing is. The server applies the same rules and more. */
export type Complaint = string | undefined;

export const LIMITS = { name: 50, about: 2_000, email: 254, password: 128 } as const;

const SHORTEST_PASSWORD = 8;
/** Nobody has lived longer than 122 years. */
const OLDEST = 130;

const LOCAL_PART = /^[a-z\d!#$%&'*+\-/=?^_`{|}~]+(\.[a-z\d!#$%&'*+\-/=?^_`{|}~]+)*$/i;
const DOMAIN = /^([a-z\d]([a-z\d-]{0,61}[a-z\d])?\.)+(?=[a-z\d-]*[a-z])[a-z\d]([a-z\d-]{0,61}[a-z\d])?$/i;

export function checkEmail(raw: string): Complaint {
	const email = raw.trim();
	if (!email) return says.emailMissing;
	const at = email.lastIndexOf('@');
	const local = email.slice(0, Math.max(0, at));
	const fits = email.length <= LIMITS.email && local.length <= 64;
	return fits && LOCAL_PART.test(local) && DOMAIN.test(email.slice(at + 1))
		? undefined
		: says.emailMalformed;
}

/** A new password: its length only. Whether it is easy to guess is for the server to say. */
export function checkNewPassword(password: string): Complaint {
	if (!password) return says.passwordMissing;
	const length = characters(password);
	if (length < SHORTEST_PASSWORD) return says.passwordShort(SHORTEST_PASSWORD);
	return length > LIMITS.password ? says.tooLong(LIMITS.password) : undefined;
}

export function checkName(raw: string, missing: string): Complaint {
	const name = raw.trim();
	if (!name) return missing;
	return characters(name) > LIMITS.name ? says.tooLong(LIMITS.name) : undefined;
}

export function checkOptional(raw: string, limit: number): Complaint {
	return characters(raw.trim()) > limit ? says.tooLong(limit) : undefined;
}

/**
 * A day of birth, `YYYY-MM-DD`. `today` is the day by the person's own clock: where it is a day ahead of the
 * server's, the server has the last word.
 */
export function checkBirthDate(raw: string, today: string, minimumAge: number | undefined): Complaint {
	if (!raw) return says.birthMissing;
	const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(raw);
	if (!parts) return says.birthMalformed;
	if (raw > today) return says.birthInFuture;
	const age = yearsBetween(raw, today);
	if (age > OLDEST) return says.birthImplausible;
	if (minimumAge !== undefined && age < minimumAge) return says.tooYoung(minimumAge);
	return undefined;
}

/** Completed years; who was born on 29 February completes one on 1 March of ordinary years. */
function yearsBetween(birth: string, today: string): number {
	const years = Number(today.slice(0, 4)) - Number(birth.slice(0, 4));
	return today.slice(5) < birth.slice(5) ? years - 1 : years;
}
