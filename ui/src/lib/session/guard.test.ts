import { isRedirect } from '@sveltejs/kit';
import { describe, expect, it } from 'vitest';
import { loginAddress, nextPath, requireGuest, requireMember } from './guard';
import type { Session } from './session.svelte';

const at = (path: string) => new URL(path, 'https://kith.example');

const someone = (user: object | null, isRemembered = true) => {
	const session = { user, isRemembered, asked: 0, load: async () => void (session.asked += 1) };
	return session;
};

async function whereTo(
	guard: typeof requireMember,
	session: object,
	path: string,
): Promise<string | undefined> {
	try {
		await guard(session as Session, at(path));
		return undefined;
	} catch (thrown) {
		if (isRedirect(thrown)) return thrown.location;
		throw thrown;
	}
}

describe('the way back after logging in', () => {
	it('remembers where one wanted to go', () => {
		expect(loginAddress(at('/posts/1?from=mail'))).toBe('/login?next=%2Fposts%2F1%3Ffrom%3Dmail');
		expect(loginAddress(at('/'))).toBe('/login');
	});

	it('goes back there', () => {
		expect(nextPath(at('/login?next=%2Fposts%2F1%3Ffrom%3Dmail%23c2'))).toBe('/posts/1?from=mail#c2');
		expect(nextPath(at('/login'))).toBe('/');
	});

	it.each([
		'https://evil.example/',
		'//evil.example/',
		'/\\evil.example/',
		'/\t/evil.example/',
		'/%09//evil.example',
		'javascript:alert(1)',
		'/..//evil.example/',
		'///evil.example',
		'evil',
	])('never leaves the site for %s', (next) => {
		const path = nextPath(at(`/login?next=${encodeURIComponent(next)}`));
		expect(path.startsWith('/')).toBe(true);
		expect(new URL(path, 'https://kith.example').origin).toBe('https://kith.example');
	});
});

describe('the guards', () => {
	it('send guests to log in and let members through', async () => {
		expect(await whereTo(requireMember, someone(null), '/settings')).toBe('/login?next=%2Fsettings');
		expect(await whereTo(requireMember, someone({ id: '1' }), '/settings')).toBeUndefined();
	});

	it('send members away from the pages for guests', async () => {
		expect(await whereTo(requireGuest, someone({ id: '1' }), '/login?next=%2Fsettings')).toBe(
			'/settings',
		);
		expect(await whereTo(requireGuest, someone(null), '/login')).toBeUndefined();
	});

	it('do not ask about someone who was never here', async () => {
		const stranger = someone(null, false);
		await whereTo(requireGuest, stranger, '/login');
		expect(stranger.asked).toBe(0);
	});
});
