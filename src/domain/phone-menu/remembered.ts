/** A function that keeps its last answers: a menu is read again with each piece of it, and mostly says the same. */

/** `compute` must depend on its argument alone. At most `most` answers are kept. */
export function remembered<T>(compute: (text: string) => T, most: number): (text: string) => T {
  const answers = new Map<string, { readonly answer: T }>();
  return (text) => {
    const known = answers.get(text);
    if (known) return known.answer;
    if (answers.size >= most) answers.clear();
    const answer = compute(text);
    answers.set(text, { answer });
    return answer;
  };
}
