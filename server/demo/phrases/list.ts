/** The languages of the demo. A new one is its own file and a line here; shares add up to 1. */
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { it } from './it.ts';
import { pt } from './pt.ts';
import type { Phrases } from './shape.ts';

export const LANGUAGES: readonly Phrases[] = [en, de, fr, es, it, pt];
