import type { Answer, EventResponse, GroupEvent } from './types';

/** Whether who says now that they come has to wait for a place. */
export function isFull({ capacity, counts }: GroupEvent): boolean {
	return capacity !== null && (counts.waiting > 0 || counts.going >= capacity);
}

/** What the server will most likely make of an answer, to show that before it answers. It has the last word. */
export function after(event: GroupEvent, answer: Answer | null): GroupEvent {
	const before = event.my_response;
	const now = responseTo(event, answer);
	if (now === before) return event;
	const counts = { ...event.counts };
	if (before) counts[before] = Math.max(0, counts[before] - 1);
	// The place that one leaves goes to who waited longest.
	if (
		before === 'going' &&
		counts.waiting > 0 &&
		event.capacity !== null &&
		counts.going < event.capacity
	) {
		counts.waiting -= 1;
		counts.going += 1;
	}
	if (now) counts[now] += 1;
	return { ...event, counts, my_response: now };
}

function responseTo(event: GroupEvent, answer: Answer | null): EventResponse | null {
	if (answer !== 'going') return answer;
	const { my_response: before } = event;
	if (before === 'going' || before === 'waiting') return before;
	return isFull(event) ? 'waiting' : 'going';
}

/** What one pressed to stand so. */
export function answerOf(response: EventResponse | null): Answer | null {
	return response === 'waiting' ? 'going' : response;
}
