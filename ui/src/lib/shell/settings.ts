import monitorSmartphone from 'lucide-static/icons/monitor-smartphone.svg?glyph';
import hardDrive from 'lucide-static/icons/hard-drive.svg?glyph';
import keyRound from 'lucide-static/icons/key-round.svg?glyph';
import eye from 'lucide-static/icons/eye.svg?glyph';
import lock from 'lucide-static/icons/lock.svg?glyph';
import mail from 'lucide-static/icons/at-sign.svg?glyph';
import palette from 'lucide-static/icons/palette.svg?glyph';
import userRound from 'lucide-static/icons/user-round.svg?glyph';
import { frame as words } from '$lib/words/settings';

export interface SettingsPage {
	href: string;
	label: string;
	/** What is found there. */
	about: string;
	glyph: string;
}

const entry = (name: keyof typeof words.pages, glyph: string): SettingsPage => {
	const [label, about] = words.pages[name];
	return { href: `/settings/${name}`, label, about, glyph };
};

/** The pages of the settings, in the order they are shown. */
export const settingsPages: readonly SettingsPage[] = [
	entry('profile', userRound),
	entry('privacy', lock),
	entry('audience', eye),
	entry('uploads', hardDrive),
	entry('account', mail),
	entry('security', keyRound),
	entry('sessions', monitorSmartphone),
	entry('appearance', palette),
];
