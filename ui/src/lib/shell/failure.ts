interface Failed {
	status: number;
	error: App.Error | null;
}

/** The status a failed page shows: 0 when the server was not reached. */
export function failureStatus(page: Failed): number {
	return page.error?.unreachable ? 0 : page.status;
}
