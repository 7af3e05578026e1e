/** Something in a sentence that must not be invented. */
export interface Fact {
  readonly kind: 'number' | 'money' | 'percent' | 'name' | 'date' | 'time' | 'phone' | 'email';
  /** As it was written or said. */
  readonly words: string;
  /** In one form however it was put: `$100`, `one hundred dollars` and `100 dollars` are `100`. */
  readonly value: string;
}
