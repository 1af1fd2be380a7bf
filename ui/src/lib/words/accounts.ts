/** What registering, logging in and the account's settings say. */
export const words = {
	logIn: 'Log in',
	loggingIn: 'Logging in…',
	welcomeBack: 'Good to see you again.',
	login: 'Email or handle',
	password: 'Password',
	forgotIt: 'Forgot it?',
	newHere: 'New here?',
	createAccount: 'Create an account',
	loginMissing: 'Enter your email or handle.',
	passwordMissing: 'Enter your password.',
};
