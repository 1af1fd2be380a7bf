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
	'/posts': { post: { parameters: { query?: never; header?: { 'Idempotency-Key'?: string }; path?: never; cookie?: never }; requestBody: { content: { 'application/json': components['schemas']['NewPost'] } }; responses: { 201: { headers: Record<string, unknown>; content: { 'application/json': components['schemas']['Post'] } } } } };
	'/posts/{id}': {
		get: { parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }; responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': components['schemas']['Post'] } } } };
		patch: { parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }; requestBody: { content: { 'application/json': components['schemas']['PostChange'] } }; responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': components['schemas']['Post'] } } } };
		delete: { parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }; responses: { 204: { headers: Record<string, unknown>; content?: never } } };
	};
	'/posts/{id}/restore': { post: { parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }; responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': components['schemas']['Post'] } } } } };
	'/feeds/home': { get: { parameters: { query?: { limit?: number; cursor?: string }; header?: never; path?: never; cookie?: never }; responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': components['schemas']['PostPage'] } } } } };
	'/users/{id}/posts': { get: { parameters: { query?: { limit?: number; cursor?: string }; header?: never; path: { id: string }; cookie?: never }; responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': components['schemas']['PostPage'] } } } } };
	'/media/{id}': { get: { parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }; responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': components['schemas']['Media'] } } } }; delete: { parameters: { query?: never; header?: never; path: { id: string }; cookie?: never }; responses: { 204: { headers: Record<string, unknown>; content?: never } } } };
}
export interface components {
	schemas: {
		UserSummary: { id: string; handle: string; first_name: string; last_name: string; nickname?: string | null; display_name: string; avatar_url?: string | null; is_private: boolean };
		Media: { id: string; kind: 'image' | 'gif'; status: 'processing' | 'ready' | 'failed'; width: number; height: number; placeholder: string; alt_text: string; variants: { [key: string]: string } };
		Audience: 'public' | 'unlisted' | 'only_me';
		Post: { id: string; author: components['schemas']['UserSummary']; content: string; title?: string | null; audience: components['schemas']['Audience']; media: components['schemas']['Media'][]; comment_count: number; share_count: number; created_at: string; edited_at?: string | null; can: { edit: boolean; delete: boolean; share: boolean; comment: boolean } };
		NewPost: { content: string; title?: string; audience: components['schemas']['Audience']; media: { id: string; alt_text?: string }[] };
		PostChange: { content?: string; title?: string; audience?: components['schemas']['Audience']; media?: { id: string; alt_text?: string }[] };
		PostPage: { items: components['schemas']['Post'][]; next_cursor?: string | null };
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
