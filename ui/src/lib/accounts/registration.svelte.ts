import { api, call } from '$lib/api/client';
import { Problem } from '$lib/api/problem';
import type { components } from '$lib/api/schema';
import { upload } from '$lib/api/upload';
import type { Session } from '$lib/session/session.svelte';
import type { Toasts } from '$lib/ui/feedback/toasts.svelte';
import { FormState } from '$lib/ui/field/form.svelte';
import { Typed } from '$lib/ui/field/typed';
import { localDay } from '$lib/ui/time/day';
import { problemText } from '$lib/words/problems';
import { rules as says, words } from '$lib/words/registration';
import { words as primitives } from '$lib/words/ui';
import {
	checkBirthDate,
	checkEmail,
	checkName,
	checkNewPassword,
	checkOptional,
	LIMITS,
	type Complaint,
} from './rules';
import { Site } from './site.svelte';
import { Strength } from './strength.svelte';

type Body = components['schemas']['Registration'];
export type Audience = components['schemas']['FieldAudience'];
export type Gender = components['schemas']['Gender'];
/** What is kept of the form while the account is not there: everything but the password and the picture. */
const KEPT = [
	'email',
	'firstName',
	'lastName',
	'birth',
	'gender',
	'nickname',
	'about',
	'emailAudience',
	'birthAudience',
] as const;

/** What is typed or chosen and can be wrong. Who sees it cannot. */
export type Entry = Exclude<keyof Body, 'fields'>;

/** The registration form: what is typed, what is wrong with it, and the account in the end. */
export class Registration {
	readonly form = new FormState();
	readonly site = new Site();
	readonly strength = new Strength();
	email = $state('');
	password = $state('');
	firstName = $state('');
	lastName = $state('');
	birth = $state('');
	gender = $state<Gender | ''>('');
	nickname = $state('');
	about = $state('');
	emailAudience = $state<Audience>('everyone');
	birthAudience = $state<Audience>('everyone');
	picture = $state.raw<Blob | null>(null);
	readonly #kept = new Typed('register', '');
	readonly #session: Session;
	readonly #toasts: Toasts;
	readonly #now: () => Date;

	constructor(session: Session, toasts: Toasts, now: () => Date = () => new Date()) {
		this.#session = session;
		this.#toasts = toasts;
		this.#now = now;
		this.#resume();
	}

	/** Today where the person is: no later day is one of birth. */
	get today(): string {
		return localDay(this.#now());
	}

	/** Keeps what is typed, for who looks at another page before the account is there. */
	keep(): void {
		this.#kept.write(Object.fromEntries(KEPT.map((field) => [field, this[field]])));
	}

	#resume(): void {
		for (const field of ['email', 'firstName', 'lastName', 'birth', 'nickname', 'about'] as const) {
			this[field] = this.#kept.text(field);
		}
		const kept = this.#kept.read();
		this.gender = oneOf(words.genders, kept['gender']) ?? '';
		this.emailAudience = oneOf(words.audiences, kept['emailAudience']) ?? 'everyone';
		this.birthAudience = oneOf(words.audiences, kept['birthAudience']) ?? 'everyone';
	}

	/** Takes a complaint back while its field is mended, and has the password rated again. */
	changed(entry: Entry): void {
		this.form.mend(entry);
		if (entry === 'email') this.form.forgive();
		if (entry === 'password') this.#rate();
	}

	/** Checks a field that was left. One that was only passed through is not complained about yet. */
	left(entry: Entry): void {
		if (entry !== 'password' && this.password) this.#rate();
		if (this.#typed(entry) === '' && !this.form.error(entry)) return;
		this.form.complain(entry, this.#check(entry));
	}

	/** Opens the account and logs in; true when it is done. The picture follows by itself. */
	async submit(element: HTMLElement): Promise<boolean> {
		if (this.form.busy) return false;
		const wrong = this.#complaints();
		if (wrong.size > 0) {
			await this.form.reject(wrong, element);
			return false;
		}
		const done = await this.form.submit(async () => {
			await call(api.POST('/auth/register', { body: this.#body() }));
		}, element);
		if (!done) return false;
		this.#kept.forget();
		// The account is there: what fails from here on is not for the form to say. The next page asks again.
		await this.#session.reload().catch(ignoreRefusal);
		if (this.picture) void this.#send(this.picture);
		return true;
	}

	/** A picture that does not arrive costs nobody the account: it can be sent again. */
	async #send(picture: Blob): Promise<void> {
		const form = new FormData();
		form.append('file', picture, 'avatar');
		try {
			await upload('/me/avatar', form, { method: 'PUT' });
			await this.#session.reload();
		} catch (reason) {
			if (!(reason instanceof Problem)) throw reason;
			this.#toasts.failed(words.pictureFailed(problemText(reason)), {
				label: primitives.retry,
				run: () => void this.#send(picture),
			});
		}
	}

	#complaints(): Map<Entry, string> {
		const order: Entry[] = [
			'first_name',
			'last_name',
			'email',
			'password',
			'date_of_birth',
			'gender',
			'nickname',
			'about_me',
		];
		const wrong = new Map<Entry, string>();
		for (const entry of order) {
			const complaint = this.#check(entry);
			if (complaint) wrong.set(entry, complaint);
		}
		return wrong;
	}

	#check(entry: Entry): Complaint {
		switch (entry) {
			case 'email':
				return checkEmail(this.email);
			case 'password':
				return checkNewPassword(this.password) ?? this.strength.refusal(this.password);
			case 'first_name':
				return checkName(this.firstName, says.firstNameMissing);
			case 'last_name':
				return checkName(this.lastName, says.lastNameMissing);
			case 'date_of_birth':
				return checkBirthDate(this.birth, this.today, this.site.minimumAge);
			case 'gender':
				return this.gender ? undefined : says.genderMissing;
			case 'nickname':
				return checkOptional(this.nickname, LIMITS.name);
			case 'about_me':
				return checkOptional(this.about, LIMITS.about);
		}
	}

	#typed(entry: Entry): string {
		return this.#body()[entry] ?? '';
	}

	#body(): Body {
		return {
			email: this.email.trim(),
			password: this.password,
			first_name: this.firstName.trim(),
			last_name: this.lastName.trim(),
			date_of_birth: this.birth,
			gender: this.gender,
			nickname: this.nickname.trim() || undefined,
			about_me: this.about.trim() || undefined,
			fields: { email: this.emailAudience, date_of_birth: this.birthAudience },
		};
	}

	#rate(): void {
		const { email, first_name, last_name, nickname } = this.#body();
		this.strength.rate(this.password, { email, first_name, last_name, nickname });
	}
}

/** `value`, when it is one of the `choices`. */
function oneOf<Choice extends string>(choices: Record<Choice, string>, value: unknown): Choice | undefined {
	return (Object.keys(choices) as Choice[]).find((choice) => choice === value);
}

function ignoreRefusal(reason: unknown): void {
	if (!(reason instanceof Problem)) throw reason;
}
