import { tick } from 'svelte';
import { Problem } from '$lib/api/problem';
import { problemText } from '$lib/words/problems';

/** The state of one form: busy or not, and what the server found wrong, per field and as a whole. */
export class FormState {
	busy = $state(false);
	message = $state('');
	/** The stable code of what went wrong as a whole; empty when nothing did. */
	code = $state('');
	#fields = $state.raw<ReadonlyMap<string, string>>(new Map());

	/** What is wrong with one field, in the words shown beside it. */
	error(field: string): string | undefined {
		return this.#fields.get(field);
	}

	/** Takes a complaint back, once its field is being mended. */
	mend(field: string): void {
		if (!this.#fields.has(field)) return;
		const left = new Map(this.#fields);
		left.delete(field);
		this.#fields = left;
	}

	/** Shows what is wrong with one field, or that nothing is any more: for checks while the form is being filled in. */
	complain(field: string, complaint: string | undefined): void {
		if (complaint === undefined) this.mend(field);
		else this.#fields = new Map(this.#fields).set(field, complaint);
	}

	/** Takes back what was wrong as a whole, once what caused it is being mended. */
	forgive(): void {
		this.message = '';
		this.code = '';
	}

	clear(): void {
		this.message = '';
		this.code = '';
		this.#fields = new Map();
	}

	/** Shows what the form itself finds wrong, before anything is sent. */
	async reject(fields: ReadonlyMap<string, string>, form?: HTMLElement): Promise<void> {
		this.clear();
		this.#fields = fields;
		await focusFirstError(form);
	}

	/**
	 * Runs `action` once: a second call while it runs does nothing. A refusal of the server is shown in `form` and the
	 * focus moves to it; what was typed stays. True when the action went through.
	 */
	async submit(action: () => Promise<void>, form?: HTMLElement): Promise<boolean> {
		if (this.busy) return false;
		this.busy = true;
		this.clear();
		try {
			await action();
			return true;
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
			await this.#show(reason, form);
		} finally {
			this.busy = false;
		}
		await focusFirstError(form);
		return false;
	}

	async #show(problem: Problem, form: HTMLElement | undefined): Promise<void> {
		this.code = problem.code;
		this.#fields = problem.fields;
		await tick();
		// Complaints beside the fields speak for themselves; one of a field that is not on the page does not.
		const isShown = problem.fields.size > 0 && (!form || complaintIn(form) !== undefined);
		if (!isShown) this.message = problemText(problem);
	}
}

async function focusFirstError(form: HTMLElement | undefined): Promise<void> {
	await tick();
	if (!form) return;
	const target = complaintIn(form) ?? form.querySelector<HTMLElement>('[data-form-errors]');
	target?.focus();
}

/** The first thing in a form that says what is wrong. */
function complaintIn(form: HTMLElement): HTMLElement | undefined {
	const wrong = form.querySelector<HTMLElement>('[aria-invalid="true"]');
	if (wrong) return wrong;
	const said = [...form.querySelectorAll<HTMLElement>('[data-form-errors]')];
	return said.find((element) => element.textContent.trim() !== '');
}
