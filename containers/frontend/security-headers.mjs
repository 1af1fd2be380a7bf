// Writes nginx's security headers for the built UI: the same policy the binary sends with the UI it carries,
// with the hashes of the inline scripts and styles found in the built pages.
//   node security-headers.mjs UI_BUILD_DIRECTORY > security_headers.conf
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const build = process.argv[2];
const pages = readdirSync(build, { recursive: true })
	.filter((name) => name.endsWith('.html'))
	.map((name) => readFileSync(join(build, name), 'utf8'));
if (pages.length === 0) throw new Error(`no built page in ${build}`);

const inline = { script: /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g, style: /<style[^>]*>([\s\S]*?)<\/style>/g };
const hashes = (pattern) => {
	const found = pages.flatMap((html) => [...html.matchAll(pattern)].map(([, text]) => text));
	return [...new Set(found)].map((text) => ` 'sha256-${createHash('sha256').update(text).digest('base64')}'`).join('');
};

const policy = [
	"default-src 'self'",
	`script-src 'self'${hashes(inline.script)}`,
	`style-src 'self'${hashes(inline.style)}`,
	"style-src-attr 'unsafe-inline'",
	"img-src 'self' data: blob:",
	"media-src 'self' blob:",
	"connect-src 'self'",
	"object-src 'none'",
	"base-uri 'none'",
	"form-action 'self'",
	"frame-ancestors 'none'",
].join('; ');

const headers = {
	'Content-Security-Policy': policy,
	'X-Content-Type-Options': 'nosniff',
	'Referrer-Policy': 'same-origin',
	'Cross-Origin-Opener-Policy': 'same-origin',
	'Cross-Origin-Resource-Policy': 'same-origin',
	'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
	'Strict-Transport-Security': '$strict_transport_security', // set by nginx.conf, empty (not sent) without TLS
};
for (const [name, value] of Object.entries(headers)) console.log(`add_header ${name} "${value}" always;`);
