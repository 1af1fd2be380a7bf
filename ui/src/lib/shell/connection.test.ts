import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Connection } from './connection.svelte';

let connection: Connection;
let stop: () => void;

beforeEach(() => {
	vi.useFakeTimers();
	connection = new Connection();
	stop = connection.watch();
});

afterEach(() => {
	stop();
	vi.useRealTimers();
});

const lose = () => dispatchEvent(new Event('offline'));
const find = () => dispatchEvent(new Event('online'));

describe('a lost connection', () => {
	it('is said after two seconds, and again when it is back', () => {
		lose();
		vi.advanceTimersByTime(1_999);
		expect(connection.said).toBe('nothing');
		vi.advanceTimersByTime(1);
		expect(connection.said).toBe('offline');
		find();
		expect(connection.said).toBe('back');
		vi.advanceTimersByTime(4_000);
		expect(connection.said).toBe('nothing');
	});

	it('is not said when it was short', () => {
		lose();
		vi.advanceTimersByTime(1_000);
		find();
		vi.advanceTimersByTime(10_000);
		expect(connection.said).toBe('nothing');
	});

	it('is not said to be back for ever when it was lost for a moment again', () => {
		lose();
		vi.advanceTimersByTime(2_000);
		find();
		lose();
		vi.advanceTimersByTime(1_000);
		find();
		vi.advanceTimersByTime(4_000);
		expect(connection.said).toBe('nothing');
	});

	it('is said again when it is lost again', () => {
		lose();
		vi.advanceTimersByTime(2_000);
		find();
		lose();
		vi.advanceTimersByTime(2_000);
		expect(connection.said).toBe('offline');
	});
});
