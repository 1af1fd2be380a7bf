import { getContext, setContext } from 'svelte';

/** What a field tells the control inside it, so that label, hint and error belong to it for everyone. */
export interface FieldLink {
	readonly id: string;
	readonly describedBy: string | undefined;
	readonly invalid: boolean;
	readonly required: boolean;
	/** The control reports how many characters it holds, for the counter. */
	measure(length: number): void;
}

const KEY = Symbol('field');

export function provideField(link: FieldLink): void {
	setContext(KEY, link);
}

/** The field around a control, when there is one. */
export function useField(): FieldLink | undefined {
	return getContext<FieldLink | undefined>(KEY);
}

/** Attributes every control takes from its field. */
export function fieldAttributes(link: FieldLink | undefined) {
	if (!link) return {};
	return {
		id: link.id,
		'aria-describedby': link.describedBy,
		'aria-invalid': link.invalid ? ('true' as const) : undefined,
		'aria-required': link.required ? ('true' as const) : undefined,
	};
}

/**
 * What is to happen when a field is left, but not by pressing the button that sends the form: that looks at everything
 * by itself, and a complaint that appears under the pointer moves the button away before it is released.
 */
export function leaving<Leave extends FocusEvent>(
	onblur: ((event: Leave) => unknown) | null | undefined,
): (event: Leave) => void {
	return (event) => {
		const { form } = event.target as HTMLInputElement;
		if (!form?.querySelector('[type="submit"]:active')) onblur?.(event);
	};
}
