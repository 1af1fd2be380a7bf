/** Whether it has fields, and is no list; whoever reads one checks what is in it. */
export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
