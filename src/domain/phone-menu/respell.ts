/**
 * Words that a transcriber got wrong, put back to the words that phone menus use: "a point mint" is an
 * appointment. Used before purposes are read. It prefers the menu's own vocabulary, so it must never be the only
 * thing that a permission rests on.
 */
import { remembered } from './remembered.js';
import { consonants, edits } from './sounds.js';

const VOCABULARY =
  'appointment appointments schedule scheduling scheduler reschedule receptionist reception operator representative ' +
  'billing payment payments insurance account balance statement referral referrals referring referred ' +
  'pharmacy pharmacist prescription prescriptions refill refills medication medications nurse nurses triage ' +
  'clinical medical records directory location locations directions employment careers physician physicians provider ' +
  'providers hospital hospitals results existing upcoming follow continue spanish english espanol laboratory radiology ' +
  'citas cita facturacion recetas farmacia enfermera recepcion operadora referencias inquiries voicemail financial';

/** Right as they are, though one mistake away from a word of the list. */
const KNOWN = new Set(
  (
    'fellow hollow yellow following followed willing filling counting discount citrus directors director reflect nursery ' +
    'rescheduling rescheduled schedulers canceling provided provide located location relocated allocation schedules scheduled record recorded billion building ' +
    'physical physicals clinic clinics clinician prefer prefers preferred preferring preference directyour'
  ).split(' '),
);

const TARGETS = VOCABULARY.split(' ').map((word) => ({ word, sound: consonants(word) }));
const IN_LIST = new Set(VOCABULARY.split(' '));

/** The same words, with those replaced that were meant to be others. */
export function respelled(words: readonly string[]): string[] {
  const result: string[] = [];
  for (let at = 0; at < words.length; ) {
    const found = longestMeant(words, at);
    result.push(found?.word ?? words[at] ?? '');
    at += found?.count ?? 1;
  }
  return result;
}

/** The longest run of up to three words, from `at` on, that was meant to be one word of the list. */
function longestMeant(words: readonly string[], at: number): { word: string; count: number } | null {
  for (let count = Math.min(3, words.length - at); count > 0; count--) {
    if (count > 1 && words.slice(at, at + count).some((word) => IN_LIST.has(word))) continue;
    const word = meant[count === 1 ? 'alone' : 'joined'](words.slice(at, at + count).join(''));
    if (word) return { word, count };
  }
  return null;
}

const meant = {
  alone: remembered((text) => wordMeant(text, 1), 2000),
  joined: remembered((text) => wordMeant(text, 2), 4000),
};

function wordMeant(text: string, count: number): string | null {
  if (IN_LIST.has(text)) return text;
  if (text.length < 5 || KNOWN.has(text)) return null;
  const sound = consonants(text);
  let best: { word: string; distance: number } | null = null;
  for (const target of TARGETS) {
    const alike = text[0] === target.word[0] && sound === target.sound && sound.length >= 4;
    const allowed = allowedEdits(target.word.length, count) + (alike ? 2 : 0);
    if (Math.abs(text.length - target.word.length) > allowed) continue;
    const distance = edits(text, target.word);
    if (distance <= allowed && distance < (best?.distance ?? Number.POSITIVE_INFINITY)) {
      best = { word: target.word, distance };
    }
  }
  return best?.word ?? null;
}

/** Joined words are likelier to be alike by accident. */
const allowedEdits = (length: number, count: number): number => {
  if (count > 1) return length >= 8 ? 1 : 0;
  return length >= 9 ? 2 : length >= 6 ? 1 : 0;
};
