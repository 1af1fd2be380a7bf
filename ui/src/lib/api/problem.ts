import { isRecord } from './record';

/** A refusal of the server (RFC 9457), or the network's: the one error that calls to the API throw. */
export class Problem extends Error {
	override readonly name = 'Problem';

	constructor(
		/** The HTTP status; 0 when no answer came. */
		readonly status: number,
		/** Stable, in snake_case; `network` when no answer came, `unknown` when the answer names none. */
		readonly code: string,
		/** The server's own sentence; may be empty. */
		readonly detail: string,
		/** For 422: what is wrong, by field. */
		readonly fields: ReadonlyMap<string, string> = new Map(),
		/** Seconds to wait, when the server says so. */
		readonly retryAfter: number | undefined = undefined,
		/** From when on the same can succeed, when the server says so. */
		readonly retryAt: Date | undefined = undefined,
		/** What the server's log knows this request by. */
		readonly requestId: string | undefined = undefined,
	) {
		super(detail || code);
	}

	/** No answer came: offline, refused, or cut off. */
	static network(): Problem {
		return new Problem(0, 'network', '');
	}

	/** Reads a refusal from its status, headers and parsed body, whatever that body is. */
	static from(status: number, headers: Headers, body: unknown): Problem {
		const said = isRecord(body) ? body : {};
		return new Problem(
			status,
			text(said['code']) ?? 'unknown',
			text(said['detail']) ?? '',
			fieldErrors(said['errors']),
			seconds(headers.get('retry-after')),
			moment(said['retry_at']),
			text(said['request_id']),
		);
	}

	get isNetwork(): boolean {
		return this.status === 0;
	}

	/** Whether trying the same again later may work. */
	get isPassing(): boolean {
		return this.status === 0 || this.status === 429 || this.status >= 500;
	}
}

function fieldErrors(errors: unknown): ReadonlyMap<string, string> {
	const byField = new Map<string, string>();
	if (!Array.isArray(errors)) return byField;
	for (const error of errors) {
		if (!isRecord(error)) continue;
		const field = text(error['field']);
		const message = text(error['message']);
		// The first complaint about a field is the one to mend first.
		if (field && message && !byField.has(field)) byField.set(field, message);
	}
	return byField;
}

/** `Retry-After` is a number of seconds or a date. */
function seconds(header: string | null): number | undefined {
	if (!header) return undefined;
	const number = Number(header);
	if (Number.isFinite(number)) return Math.max(0, Math.ceil(number));
	const date = Date.parse(header);
	return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - Date.now()) / 1000));
}

function moment(value: unknown): Date | undefined {
	const date = new Date(text(value) ?? NaN);
	return Number.isNaN(date.getTime()) ? undefined : date;
}

function text(value: unknown): string | undefined {
	return typeof value === 'string' && value !== '' ? value : undefined;
}
