/**
 * The tone code that encoder and decoder of tone speech share: tones of which one sounds at a time, each for the
 * length of a symbol, and never one like the one before it. So a tone is known by its change alone, however much the
 * network stretches or shortens it to make up for late packets. No DTMF detector takes it for a key, which is two
 * tones at once.
 *
 * A frame is a mark of three sync symbols, the number of bytes, the bytes as two symbols each (high half
 * first), and a checksum of two symbols. A word is one frame; a word too long for one goes on in the next,
 * which a byte count of {@link CONTINUED} says.
 */

export const SYMBOL_SECONDS = 0.02;
export const SYNC_SYMBOLS = 3;
/** Above the data tones, and within the 300-3400 Hz of a telephone line. */
export const SYNC_HZ = 2400;
/** The tones of the symbols 0 to 15. */
export const DATA_HZ: readonly number[] = Array.from({ length: 16 }, (_, symbol) => 600 + 100 * symbol);
/** The symbol before it once more. */
export const AGAIN_HZ = 2200;
/** By their places: the data tones, which are their symbols, and two more. */
export const TONES_HZ: readonly number[] = [...DATA_HZ, AGAIN_HZ, SYNC_HZ];
export const AGAIN = TONES_HZ.indexOf(AGAIN_HZ);
export const SYNC = TONES_HZ.indexOf(SYNC_HZ);
/** A tone that does not come within this time does not come. So long may a busy machine hold up a word. */
export const MAX_GAP_SECONDS = 0.6;
/** The byte count of a full frame whose word goes on in the next one. A lesser count ends the word. */
export const CONTINUED = 15;

/** Symbols after the mark of a frame with so many bytes: the count, the bytes and the checksum. */
export function symbolsAfterMark(byteCount: number): number {
  return 1 + 2 * byteCount + 2;
}

/**
 * CRC-8 (polynomial x^8 + x^2 + x + 1) of the byte count and the bytes. A frame that continues a word starts
 * from another value, so that the rest of a word whose beginning was lost is never taken for a word.
 */
export function checksum(bytes: ArrayLike<number> & Iterable<number>, continuesWord: boolean): number {
  let crc = crcStep(continuesWord ? 0xff : 0, bytes.length);
  for (const byte of bytes) {
    crc = crcStep(crc, byte);
  }
  return crc;
}

function crcStep(crc: number, byte: number): number {
  let next = crc ^ byte;
  for (let bit = 0; bit < 8; bit++) {
    next = next & 0x80 ? ((next << 1) ^ 0x07) & 0xff : next << 1;
  }
  return next;
}
