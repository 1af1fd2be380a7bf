import { devices as says } from '$lib/words/settings';

export type DeviceKind = 'phone' | 'tablet' | 'computer' | 'program';

export interface Device {
	/** Such as “Firefox on Windows”. */
	readonly name: string;
	readonly kind: DeviceKind;
}

/** In the order to look: many browsers also claim to be another one. */
const BROWSERS: readonly [RegExp, string][] = [
	[/\bEdg(e|A|iOS)?\//, 'Edge'],
	[/\b(OPR|OPT|Opera)\//, 'Opera'],
	[/\bVivaldi\//, 'Vivaldi'],
	[/\bSamsungBrowser\//, 'Samsung Internet'],
	[/\b(Firefox|FxiOS)\//, 'Firefox'],
	[/\b(HeadlessChrome|Chrome|Chromium|CriOS)\//, 'Chrome'],
	[/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'],
];

const SYSTEMS: readonly [RegExp, string, DeviceKind][] = [
	[/\biPad\b/, 'iPad', 'tablet'],
	[/\b(iPhone|iPod)\b/, 'iPhone', 'phone'],
	[/\bAndroid\b(?=.*\bMobile\b)/, 'Android', 'phone'],
	[/\bAndroid\b/, 'Android', 'tablet'],
	[/\bWindows\b/, 'Windows', 'computer'],
	[/\bCrOS\b/, 'ChromeOS', 'computer'],
	[/\bMac OS X\b|\bMacintosh\b/, 'macOS', 'computer'],
	[/\bLinux\b|\bX11\b/, 'Linux', 'computer'],
];

/** A `User-Agent` in the words of people. A program keeps the name it gives itself. */
export function deviceOf(userAgent: string): Device {
	const browser = BROWSERS.find(([pattern]) => pattern.test(userAgent))?.[1];
	const [, system, kind] = SYSTEMS.find(([pattern]) => pattern.test(userAgent)) ?? [];
	if (browser && system && kind) return { name: says.on(browser, system), kind };
	if (system && kind) return { name: says.browserOn(system), kind };
	if (browser) return { name: browser, kind: 'computer' };
	const program = /^[\w.-]{2,40}(?=\/|$)/.exec(userAgent.trim())?.[0];
	return { name: program ?? says.unknown, kind: 'program' };
}
