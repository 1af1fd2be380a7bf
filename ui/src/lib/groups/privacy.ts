import eyeOff from 'lucide-static/icons/eye-off.svg?glyph';
import globe from 'lucide-static/icons/globe.svg?glyph';
import keyRound from 'lucide-static/icons/key-round.svg?glyph';
import type { Privacy } from './types';

export const PRIVACY_GLYPHS: Record<Privacy, string> = { open: globe, request: keyRound, hidden: eyeOff };
