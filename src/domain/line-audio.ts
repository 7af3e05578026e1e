/**
 * The sound of one answered call, without a vendor: what the line gives and takes.
 * Telephony adapters implement it; the voice and the recorder use it.
 */

/** Samples a second on every line: what OpenAI Realtime takes and gives. */
export const LINE_SAMPLE_RATE_HZ = 24_000;
/** Every line is mono. */
export const LINE_CHANNELS = 1;

/** Both directions of a call: mono, signed 16-bit, {@link LINE_SAMPLE_RATE_HZ}. */
export interface LineAudio {
  /**
   * Calls `listener` with every block that the far end sends, silence included, in order.
   * The block belongs to the listener. Returns the function that stops it.
   */
  onReceived(listener: (pcm: Int16Array) => void): () => void;
  /**
   * Puts samples at the end of what is to be played to the far end.
   * Resolves when there is room for more (a line holds some 300 ms), so awaiting it paces the writer.
   */
  play(pcm: Int16Array): Promise<void>;
  /** Resolves when everything given to {@link play} was played or discarded. */
  drained(): Promise<void>;
  /** Drops what was not played yet: the agent falls silent at once. */
  discard(): void;
  /** How much of what was given to {@link play} is still waiting, in ms. */
  queuedMs(): number;
}
