import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Session } from '$lib/session/session.svelte';
import { Toasts } from '$lib/ui/feedback/toasts.svelte';
import { Registration } from './registration.svelte';

const ME = { id: '1', handle: 'maren', first_name: 'Maren', display_name: 'Maren Oyelaran' };
const NOON = () => new Date(2026, 10, 21, 12);

let answers: Record<string, () => Response | Promise<Response>>;
let asked: string[];
let sent: unknown[];

const problem = (status: number, body: object) => () => Response.json(body, { status });

beforeEach(() => {
	asked = [];
	sent = [];
	localStorage.clear();
	sessionStorage.clear();
	answers = {
		'/api/v1/auth/register': () => Response.json(ME, { status: 201 }),
		'/api/v1/auth/session': () => Response.json({ user: ME }),
		'/api/v1/auth/password/strength': () =>
			Response.json({ score: 4, acceptable: true, code: null, hint: null }),
	};
	vi.stubGlobal('fetch', async (request: Request) => {
		const { pathname } = new URL(request.url);
		asked.push(pathname);
		if (request.method === 'POST') sent.push(await request.json());
		const answer = answers[pathname];
		if (!answer) throw new Error(`No answer was prepared for ${pathname}`);
		return answer();
	});
});

afterEach(() => vi.unstubAllGlobals());

function filledIn() {
	const registration = new Registration(new Session(), new Toasts(), NOON);
	Object.assign(registration, {
		email: ' maren@kith.example ',
		password: 'seven wet hedgehogs',
		firstName: 'Maren',
		lastName: 'Oyelaran',
		birth: '1990-02-28',
		gender: 'prefer_not_to_say',
	});
	return registration;
}

const page = () => document.createElement('form');

describe('registering', () => {
	it('sends the whole form once, and leaves out what was skipped', async () => {
		const registration = filledIn();
		const both = await Promise.all([registration.submit(page()), registration.submit(page())]);
		expect(both).toEqual([true, false]);
		expect(asked).toEqual(['/api/v1/auth/register', '/api/v1/auth/session']);
		expect(sent).toEqual([
			{
				email: 'maren@kith.example',
				password: 'seven wet hedgehogs',
				first_name: 'Maren',
				last_name: 'Oyelaran',
				date_of_birth: '1990-02-28',
				gender: 'prefer_not_to_say',
				fields: { email: 'everyone', date_of_birth: 'everyone' },
			},
		]);
	});

	it('sends who is to see the email and the birthday', async () => {
		const registration = filledIn();
		registration.emailAudience = 'only_me';
		registration.birthAudience = 'friends';
		await registration.submit(page());
		expect(sent).toMatchObject([{ fields: { email: 'only_me', date_of_birth: 'friends' } }]);
	});

	it('sends nothing while something is wrong, and says all of it', async () => {
		const registration = new Registration(new Session(), new Toasts(), NOON);
		expect(await registration.submit(page())).toBe(false);
		expect(asked).toEqual([]);
		for (const entry of ['email', 'password', 'first_name', 'last_name', 'date_of_birth', 'gender']) {
			expect(registration.form.error(entry), entry).toBeTypeOf('string');
		}
		expect(registration.form.error('nickname')).toBeUndefined();
	});

	it('puts what the server finds beside its field and keeps what was typed', async () => {
		const registration = filledIn();
		answers['/api/v1/auth/register'] = problem(422, {
			code: 'validation',
			errors: [{ field: 'password', code: 'too_common', message: 'This is easy to guess.' }],
		});
		const form = page();
		form.innerHTML = '<input type="password" aria-invalid="true" />';
		expect(await registration.submit(form)).toBe(false);
		expect(registration.form.error('password')).toBe('This is easy to guess.');
		expect(registration.form.message).toBe('');
		expect(registration.password).toBe('seven wet hedgehogs');
		expect(registration.form.busy).toBe(false);
	});

	it('says that an address is taken until another one is typed', async () => {
		const registration = filledIn();
		answers['/api/v1/auth/register'] = problem(409, { code: 'email_taken', detail: 'Taken.' });
		await registration.submit(page());
		expect(registration.form.code).toBe('email_taken');
		expect(registration.form.message).toBe('Taken.');
		registration.changed('email');
		expect(registration.form.message).toBe('');
	});

	it('counts as done even if the session cannot be asked for at once', async () => {
		const registration = filledIn();
		answers['/api/v1/auth/session'] = () => Promise.reject(new TypeError('Failed to fetch'));
		expect(await registration.submit(page())).toBe(true);
	});
});

describe('filling in the form', () => {
	it('complains about a field when it is left, not when it is passed through', () => {
		const registration = new Registration(new Session(), new Toasts(), NOON);
		registration.left('email');
		expect(registration.form.error('email')).toBeUndefined();
		registration.email = 'maren@';
		registration.left('email');
		expect(registration.form.error('email')).toBeTypeOf('string');
		registration.changed('email');
		expect(registration.form.error('email')).toBeUndefined();
	});

	it('knows the age limit of the site once it was told', async () => {
		answers['/api/v1/site'] = () => Response.json({ minimum_age: 16, registration: 'open' });
		const registration = filledIn();
		registration.birth = '2012-01-01';
		registration.left('date_of_birth');
		expect(registration.form.error('date_of_birth')).toBeUndefined();
		await registration.site.load();
		registration.left('date_of_birth');
		expect(registration.form.error('date_of_birth')).toContain('16');
	});
});

describe('the picture', () => {
	it('is sent once the account is there; one that is refused can be sent again', async () => {
		const requests = stubUploads([413, 200]);
		const toasts = new Toasts();
		const registration = new Registration(new Session(), toasts, NOON);
		Object.assign(registration, filledInFields());
		registration.picture = new Blob(['picture'], { type: 'image/webp' });
		expect(await registration.submit(page())).toBe(true);
		await vi.waitFor(() => expect(toasts.list).toHaveLength(1));
		expect(toasts.list[0]?.tone).toBe('error');
		toasts.act(toasts.list[0]?.id ?? 0);
		await vi.waitFor(() => expect(requests).toHaveLength(2));
		expect(requests).toEqual(['PUT /api/v1/me/avatar', 'PUT /api/v1/me/avatar']);
		await vi.waitFor(() =>
			expect(asked.filter((path) => path === '/api/v1/auth/session')).toHaveLength(2),
		);
		expect(toasts.list).toHaveLength(0);
	});
});

function filledInFields() {
	const { email, password, firstName, lastName, birth, gender } = filledIn();
	return { email, password, firstName, lastName, birth, gender };
}

/** Uploads that are answered with these statuses, in order. */
function stubUploads(statuses: number[]): string[] {
	const requests: string[] = [];
	class Request extends EventTarget {
		readonly upload = new EventTarget();
		status = 0;
		responseText = '{}';
		open(method: string, path: string) {
			requests.push(`${method} ${path}`);
		}
		setRequestHeader() {}
		getResponseHeader() {
			return null;
		}
		send() {
			this.status = statuses.shift() ?? 500;
			queueMicrotask(() => this.dispatchEvent(new Event('load')));
		}
	}
	vi.stubGlobal('XMLHttpRequest', Request);
	return requests;
}

describe('what is typed', () => {
	it('is there when one comes back to the form, but for the password', () => {
		const before = filledIn();
		before.birthAudience = 'only_me';
		before.keep();
		const after = new Registration(new Session(), new Toasts(), NOON);
		expect(after).toMatchObject({
			firstName: 'Maren',
			birth: '1990-02-28',
			gender: 'prefer_not_to_say',
			birthAudience: 'only_me',
			password: '',
		});
		const kept = Object.values({ ...sessionStorage }).join();
		expect(kept).toContain('Oyelaran');
		expect(kept).not.toContain('hedgehogs');
	});

	it('is forgotten with the account', async () => {
		const registration = filledIn();
		registration.keep();
		expect(await registration.submit(page())).toBe(true);
		expect(sessionStorage).toHaveLength(0);
	});
});
