/** Which option of a menu a model's proposal means. Used by the gate; it permits nothing. */
import type { Asked } from './gate.js';
import { normalised } from './heard-words.js';
import { KEY_NAMES } from './key-words.js';
import type { Key, MenuOption, PhoneMenu } from './menu.js';
import { FORBIDDEN, purposeOf } from './purposes.js';

/** "2", "two", "press 2", "the pound key": the one key that is named; null when none is, or several. */
export function keyIn(text: string): Key | null {
  const words = text.match(/[\p{L}\p{N}]+|[#*]/gu) ?? [];
  const keys = words.flatMap((word) => KEY_NAMES.get(normalised(word)) ?? []);
  const others = words.filter(
    (word) => !KEY_NAMES.has(normalised(word)) && !/^(?:press|key|option|number|the|sign)$/i.test(word),
  );
  return new Set(keys).size === 1 && others.length === 0 ? (keys[0] ?? null) : null;
}

/** The option meant by its key, by the words to say, or by what it is for; null: none that was heard. */
export function optionAsked(asked: Asked, menu: PhoneMenu): MenuOption | null {
  if (asked.key != null && asked.key.trim() !== '') {
    const key = keyIn(asked.key);
    return menu.options.find((option) => key !== null && option.key === key) ?? null;
  }
  const say = normalisedPhrase(asked.say ?? '');
  if (say === '') return null;
  const exact = menu.options.find((option) => option.say !== null && normalisedPhrase(option.say) === say);
  if (exact) return exact;
  const key = keyIn(say);
  if (key) return menu.options.find((option) => option.key === key) ?? null;
  const purpose = purposeOf(say.split(' '));
  const alike = menu.options.filter((option) => option.purpose === purpose);
  if (purpose !== 'unknown') return alike.find((option) => FORBIDDEN.has(option.purpose)) ?? alike[0] ?? null;
  return alike.find((option) => normalisedPhrase(option.words).includes(say)) ?? null;
}

const normalisedPhrase = (text: string): string =>
  (text.match(/[\p{L}\p{N}'’]+/gu) ?? []).map((word) => normalised(word)).join(' ');
