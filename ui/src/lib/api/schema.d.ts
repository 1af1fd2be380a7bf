export interface paths {
	'/auth/session': {
		get: {
			parameters: { query?: never; header?: never; path?: never; cookie?: never };
			responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': components['schemas']['SessionView'] } } };
		};
	};
	'/auth/login': {
		post: {
			parameters: { query?: never; header?: never; path?: never; cookie?: never };
			requestBody: { content: { 'application/json': { login: string; password: string } } };
			responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': components['schemas']['Me'] } } };
		};
	};
	'/auth/logout': {
		post: {
			parameters: { query?: never; header?: never; path?: never; cookie?: never };
			responses: { 204: { headers: Record<string, unknown>; content?: never } };
		};
	};
}
export interface components {
	schemas: {
		Me: {
			id: string;
			handle: string;
			first_name: string;
			last_name: string;
			nickname?: string | null;
			display_name: string;
			avatar_url?: string | null;
			is_private: boolean;
			email: string;
			email_verified: boolean;
		};
		SessionView: { user: components['schemas']['Me'] };
	};
}
