/** What was heard of a phone menu, turned into options. Used by the gate and by the chart. It never chooses. */
import type { PhoneMenu } from './menu.js';

/** The options of what was heard; `heard` are pieces in order, as a transcriber writes them. */
export function parseMenu(_heard: readonly string[]): PhoneMenu {
  return { options: [], stayOnTheLine: null, takesSpeech: false };
}
