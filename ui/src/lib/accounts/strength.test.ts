import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Strength } from './strength.svelte';

const weak = { score: 0, acceptable: false, code: 'too_common', hint: 'This password is easy to guess.' };
const strong = { score: 4, acceptable: true, code: null, hint: null };

let asked: { password: string }[] = [];
let answer: (password: string) => Promise<Response>;

beforeEach(() => {
	vi.useFakeTimers();
	asked = [];
	answer = async (password) => Response.json(password.length > 12 ? strong : weak);
	vi.stubGlobal('fetch', async (request: Request) => {
		const body: { password: string } = await request.json();
		asked.push(body);
		return answer(body.password);
	});
});

afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

describe('the strength of a password', () => {
	it('is asked for once typing pauses', async () => {
		const strength = new Strength();
		for (const typed of ['pass', 'passw', 'password1']) strength.rate(typed, { email: 'a@b.co' });
		await vi.runAllTimersAsync();
		expect(asked).toEqual([{ password: 'password1', email: 'a@b.co' }]);
		expect(strength.rating).toEqual(weak);
	});

	it('refuses only the very password that was rated', async () => {
		const strength = new Strength();
		strength.rate('password1');
		await vi.runAllTimersAsync();
		expect(strength.refusal('password1')).toBe(weak.hint);
		expect(strength.refusal('password12')).toBeUndefined();
		strength.rate('seven wet hedgehogs');
		await vi.runAllTimersAsync();
		expect(strength.refusal('seven wet hedgehogs')).toBeUndefined();
		expect(strength.rating?.score).toBe(4);
	});

	it('drops an answer that comes too late', async () => {
		const waiting: ((response: Response) => void)[] = [];
		answer = () => new Promise((resolve) => waiting.push(resolve));
		const strength = new Strength();
		strength.rate('password1');
		await vi.runAllTimersAsync();
		strength.rate('seven wet hedgehogs');
		await vi.runAllTimersAsync();
		waiting[1]?.(Response.json(strong));
		waiting[0]?.(Response.json(weak));
		await vi.runAllTimersAsync();
		expect(strength.rating).toEqual(strong);
	});

	it('says nothing when the server cannot be asked, and when the field is empty', async () => {
		const strength = new Strength();
		strength.rate('password1');
		await vi.runAllTimersAsync();
		answer = () => Promise.reject(new TypeError('Failed to fetch'));
		strength.rate('password12');
		await vi.runAllTimersAsync();
		expect(strength.rating).toBeNull();
		strength.rate('');
		await vi.runAllTimersAsync();
		expect(asked).toHaveLength(2);
	});
});
