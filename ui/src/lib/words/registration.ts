/** What registering says, and what is wrong with a value wherever one is asked for. */
export const rules = {
	emailMissing: 'Enter your email address.',
	emailMalformed: 'Enter an email address like name@example.org.',
	passwordMissing: 'Choose a password.',
	passwordShort: (least: number) => `Use at least ${least} characters.`,
	tooLong: (most: number) => `Use at most ${most} characters.`,
	firstNameMissing: 'Enter your first name.',
	lastNameMissing: 'Enter your last name.',
	birthMissing: 'Enter your date of birth.',
	birthMalformed: 'Enter a whole date: day, month and year.',
	birthInFuture: 'This day has not come yet.',
	birthImplausible: 'Check the year.',
	tooYoung: (age: number) => `You must be at least ${age} years old to join.`,
	genderMissing: 'Choose one. “Prefer not to say” is fine.',
};

export const words = {
	title: 'Create your account',
	member: 'Already here?',
	logIn: 'Log in',
	firstName: 'First name',
	lastName: 'Last name',
	email: 'Email',
	emailHint: 'You log in with it. It also stands on your profile.',
	password: 'Password',
	birth: 'Date of birth',
	birthHint: 'Stands on your profile too.',
	gender: 'Gender',
	choose: 'Choose one',
	genders: {
		female: 'Female',
		male: 'Male',
		non_binary: 'Non-binary',
		other: 'Other',
		prefer_not_to_say: 'Prefer not to say',
	},
	aboutYou: 'A little about you',
	aboutYouHint: 'You can skip all of this, and add or change it later.',
	picture: 'Profile picture',
	nickname: 'Nickname',
	nicknameHint: 'Your address on Kith is made from it, or from your name.',
	about: 'About me',
	whoSeesTitle: 'Who sees this',
	whoSees:
		'Your profile starts public: every member can see what you enter here, but never your password. Your email and date of birth can be for fewer people. You can change this at any time, or make your whole profile private, in the settings.',
	emailSeenBy: 'Who sees your email',
	birthSeenBy: 'Who sees your birthday',
	audiences: {
		everyone: 'Every member',
		followers: 'Your followers',
		friends: 'Your friends',
		only_me: 'Only you',
	},
	submit: 'Create account',
	submitting: 'Creating your account…',
	logInInstead: 'Log in with this address',
	closedTitle: 'Nobody can register here at the moment',
	closedBody: 'If you have an account already, you can log in.',
	welcome: (name: string) => `Welcome, ${name}.`,
	pictureFailed: (why: string) => `Your account is ready, but the picture wasn’t saved. ${why}`,
};

export const meter = {
	label: 'Password strength',
	advice: 'At least 8 characters. A few uncommon words in a row are strong and easy to remember.',
	/** By score, 0 to 4. */
	scores: ['Very easy to guess', 'Easy to guess', 'Fair', 'Good', 'Strong'],
};
