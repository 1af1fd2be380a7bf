import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';

const [, script = ''] = /<script>([\s\S]*?)<\/script>/.exec(readFileSync('src/app.html', 'utf8')) ?? [];

const ANSWERS: Record<string, unknown> = {
	'/auth/session': { user: { id: '7', handle: 'Maren_K' } },
	'/users/%40lior': { id: '9', restricted: false, relationship: { blocking: false }, cover_url: '/cover' },
	'/users/%40shy': { id: '8', restricted: true, relationship: { blocking: false } },
	'/users/%40gone': { id: '6', restricted: false, relationship: { blocking: true } },
};

/** What the inline script asks for at this address, and the pictures it has fetched ahead. */
async function arrive(address: string, member: string | null = '7') {
	const asked: string[] = [];
	const pictures: string[] = [];
	const window: Window = {} as Window;
	const location = new URL(address, 'https://kith.example');
	runInNewContext(script, {
		window,
		location,
		URL,
		URLSearchParams,
		document: { documentElement: { dataset: {} } },
		localStorage: { getItem: (key: string) => (key === 'kith:member' ? member : null) },
		setTimeout: () => 0,
		fetch: async (url: URL) => {
			asked.push(url.href.replace('https://kith.example/api/v1', ''));
			const known = ANSWERS[asked.at(-1) ?? ''];
			return new Response(JSON.stringify(known ?? {}), { status: known ? 200 : 404 });
		},
		Image: class {
			set src(src: string) {
				pictures.push(src);
			}
		},
	});
	await new Promise((resolve) => setTimeout(resolve));
	const kept = [...(window.kithBoot?.keys() ?? [])].map((path) => path.replace('/api/v1', ''));
	return { asked, kept, pictures };
}

describe('what is asked ahead', () => {
	it.each([
		['/', ['/feeds/home?limit=20']],
		['/posts/12', ['/posts/12']],
		['/people/', expect.arrayContaining(['/friend-requests?limit=20', '/users/suggestions?limit=20'])],
		['/people/followers', ['/users/7/followers?limit=20']],
		['/people/muted', ['/me/mutes?limit=20']],
		['/@Lior', ['/users/%40lior', '/users/9/posts?limit=20']],
		['/@lior/photos', ['/users/%40lior', '/users/9/media?limit=30']],
		['/@lior/mutuals', ['/users/%40lior', '/users/9/mutuals?limit=20']],
		['/@lior/about', ['/users/%40lior']],
		['/@shy', ['/users/%40shy']],
		['/@gone', ['/users/%40gone']],
		['/@nobody/friends', ['/users/%40nobody']],
		['/search?q=%20Ní%20&x=1', ['/search?q=N%C3%AD&type=users&limit=20']],
		['/search', []],
		['/settings/privacy', ['/me/privacy']],
		['/settings/profile', ['/me/privacy', '/users/%40maren_k']],
		['/settings/sessions', ['/auth/sessions']],
		['/constructor', []],
	])('%s asks for what it shows', async (address, wanted) => {
		const { asked, kept } = await arrive(address);
		expect(asked[0]).toBe('/auth/session');
		expect(asked.slice(1)).toEqual(wanted);
		// The application finds each answer under the very path it asks for.
		expect(kept).toEqual(asked);
	});

	it('is nothing for a guest', async () => {
		expect((await arrive('/@lior', null)).asked).toEqual([]);
	});

	it('fetches the picture over a profile with it', async () => {
		expect((await arrive('/@lior')).pictures).toEqual(['/cover']);
	});
});
