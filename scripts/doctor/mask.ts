/** Takes the secrets that are set out of what is shown: no text of a service may quote one. */
import type { Settings } from '../../src/read-settings.js';
import type { Note } from './note.js';

const HIDDEN = '[hidden]';
/** A shorter one is part of too many words. */
const SHORTEST = 6;

/** Every value that must not be shown: keys, tokens, and the passwords within addresses. */
export function secretsOf(settings: Settings): string[] {
  const named = Object.entries(settings).flatMap(([name, value]) =>
    /(KEY|SECRET|TOKEN)$/.test(name) ? [String(value)] : [],
  );
  const within = [settings.REDIS_URL, settings.MONGODB_URI, settings.CRM_WEBHOOK_URL].flatMap(
    (url) => /^[^/]+:\/\/[^@/]*:([^@]+)@/.exec(url ?? '')?.[1] ?? [],
  );
  const all = [...named, ...within].flatMap((secret) => [secret, decoded(secret)]);
  return [...new Set(all)].filter((secret) => secret.length >= SHORTEST).sort((a, b) => b.length - a.length);
}

export function withoutSecrets<Any extends Note>(note: Any, secrets: readonly string[]): Any {
  const hide = (text: string): string =>
    secrets.reduce((shown, secret) => shown.replaceAll(secret, HIDDEN), text);
  return { ...note, found: hide(note.found), ...('todo' in note ? { todo: hide(note.todo) } : {}) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
