/**
 * Puts a contact's fields into a prompt, by the same rule as the e-mail channel's `{{ field }}`.
 * Called by `src/call/plan.ts`. It never evaluates anything: a placeholder is a name and no expression.
 */

/** The placeholder of `sendEmail`; everything between the braces, trimmed, is the field's name. */
const PLACEHOLDER = /\{\{([^}]+)\}\}/g;

export interface Interpolated {
  readonly text: string;
  /** Names for which there was no value, each once, in the order of the text. */
  readonly unknown: readonly string[];
}

/**
 * Replaces each `{{ field }}` with the field's own value (text, number or boolean), taken literally.
 * A field that is missing or blank stays as it stands and is reported. Blank text counts as missing: spoken,
 * “calling for Dr. ” is a gap that nobody sees before the practice hears it, while a reported name can be mended.
 */
export function interpolate(text: string, fields: Readonly<Record<string, unknown>>): Interpolated {
  const unknown = new Set<string>();
  const filled = text.replace(PLACEHOLDER, (placeholder: string, inner: string) => {
    const name = inner.trim();
    const value = scalar(fields, name);
    if (value === null) unknown.add(name);
    return value ?? placeholder;
  });
  return { text: filled, unknown: [...unknown] };
}

/** The field's own value as text; null for anything inherited, absent, blank or not a scalar. */
function scalar(fields: Readonly<Record<string, unknown>>, name: string): string | null {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (typeof value === 'string') return value.trim() === '' ? null : value;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint')
    return String(value);
  return null;
}
