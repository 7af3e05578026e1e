/** Whether a menu came again. Used by the chart, to know that a key led nowhere. */

/** True when both are the same menu, as far as a transcriber with mistakes can tell. */
export function isSameMenu(one: readonly string[], other: readonly string[]): boolean {
  return one.join(' ') === other.join(' ');
}
