/** What a refusal needs to be put into words. */
interface Refusal {
	readonly status: number;
	readonly code: string;
	readonly detail: string;
	/** Seconds, when the server says how long to wait. */
	readonly retryAfter: number | undefined;
}

/** Codes that deserve better words than the server's own. */
const BY_CODE: Readonly<Record<string, string>> = {
	network: 'Kith can’t be reached. Check your connection and try again.',
	invalid_credentials: 'That name and password don’t match.',
	idempotency_mismatch: 'This was sent before with other content. Reload the page and try again.',
};

const BY_STATUS: Readonly<Record<number, string>> = {
	401: 'You’re logged out. Log in and try again.',
	403: 'You can’t do that here.',
	404: 'It’s no longer there, or not shared with you.',
	409: 'Something changed in the meantime. Reload the page and try again.',
	413: 'That’s too large.',
	415: 'Kith can’t read that kind of file.',
	503: 'Kith is very busy. Try again in a moment.',
};

const ANY = 'Something broke on our side. Try again in a moment.';

/** One sentence for a refusal of the server, for a toast, a form or a page. */
export function problemText(refusal: Refusal): string {
	if (refusal.status === 429) return tooOften(refusal.retryAfter);
	const ours = BY_CODE[refusal.code];
	if (ours) return ours;
	// The server explains what a person can mend; its own failures are not theirs to read.
	if (refusal.status < 500 && refusal.detail) return refusal.detail;
	return BY_STATUS[refusal.status] ?? ANY;
}

function tooOften(seconds: number | undefined): string {
	if (seconds === undefined) return 'That was too often. Wait a moment and try again.';
	if (seconds < 90) return `That was too often. Try again in ${seconds} seconds.`;
	return `That was too often. Try again in ${Math.ceil(seconds / 60)} minutes.`;
}
