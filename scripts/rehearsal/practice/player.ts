/**
 * What the practice says and plays, sample by sample: pieces one after the other, until they are over or cut off.
 * practice.ts decides what is played. It keeps the record of what the far end can have heard.
 */
import type { SoundName } from '../speech/sounds.js';
import type { LoggedSpeech } from './ear.js';
import { createPiece, type Piece } from './piece.js';
import type { Sound } from './practice-script.js';

/** A sound without words that was played; places count samples from the pick-up. */
export interface LoggedSound {
  readonly sound: SoundName;
  readonly startSample: number;
  readonly endSample: number;
}

export interface Player {
  /** What was said, also what was cut off: its whole words. */
  readonly said: readonly LoggedSpeech[];
  /** The sounds without words, also those that were cut off. */
  readonly sounds: readonly LoggedSound[];
  /** Whether something is left to be played, be it a pause. */
  readonly isPlaying: boolean;
  /** Where the words began that are being said now, with those right before them; null between words. */
  readonly speakingSince: number | null;
  /** Where everything was played, or cut off. */
  readonly endedAt: number;
  /** What was played since the last {@link begin}: whole words, `[beep]` for a beep. */
  played(): string;
  /** Plays these in place of what is left, and begins a new record. */
  begin(sounds: readonly Sound[]): void;
  /** Says this in place of what is left. */
  say(text: string): void;
  next(length: number): Int16Array;
}

export function createPlayer(sampleRateHz: number): Player {
  const said: LoggedSpeech[] = [];
  const sounds: LoggedSound[] = [];
  let now = 0;
  let piece: Piece | null = null;
  let pieceStart = 0;
  let waiting: Sound[] = [];
  let playedBefore: string[] = [];
  let speakingSince = 0;
  let speechEnd = 0;
  let endedAt = 0;

  /** The piece that is playing, or else the next one. */
  function current(): Piece | null {
    const next = piece === null ? waiting.shift() : undefined;
    if (next !== undefined) {
      piece = createPiece(runningOn(next, waiting[0]), sampleRateHz);
      pieceStart = now;
      if ('says' in next && speechEnd !== now) {
        speakingSince = now;
      }
    }
    return piece;
  }

  /** Ends a piece, which is over or not. */
  function end(ended: Piece): void {
    const { sound, lengthSamples } = ended;
    const samples = now - pieceStart;
    const isWhole = samples === lengthSamples;
    const text = isWhole && 'says' in sound ? sound.says.trimEnd() : ended.heardIn(samples);
    if ('says' in sound && text !== '') {
      said.push({ text, startSample: pieceStart, endSample: now });
      speechEnd = now;
    } else if ('sound' in sound && samples > 0) {
      sounds.push({ sound: sound.sound, startSample: pieceStart, endSample: now });
    }
    playedBefore.push(text);
    piece = null;
    endedAt = now;
  }

  function replaceBy(next: readonly Sound[]): void {
    if (piece !== null) {
      end(piece);
    }
    waiting = [...next];
    endedAt = now;
  }

  return {
    said,
    sounds,
    get isPlaying() {
      return piece !== null || waiting.length > 0;
    },
    get speakingSince() {
      return piece !== null && 'says' in piece.sound ? speakingSince : null;
    },
    get endedAt() {
      return endedAt;
    },
    played() {
      const texts = [...playedBefore, piece?.heardIn(now - pieceStart) ?? ''];
      return texts
        .map((text) => text.trim())
        .filter((text) => text !== '')
        .join(' ');
    },
    begin(next) {
      replaceBy(next);
      playedBefore = [];
    },
    say(text) {
      replaceBy([{ says: text }]);
    },
    next(length) {
      const pcm = new Int16Array(length);
      let filled = 0;
      for (let playing = current(); playing !== null && filled < length; playing = current()) {
        const left = pieceStart + playing.lengthSamples - now;
        const count = Math.min(length - filled, left);
        pcm.set(playing.next(count), filled);
        filled += count;
        now += count;
        if (count === left) {
          end(playing);
        }
      }
      now += length - filled;
      return pcm;
    },
  };
}

/** What is said right after something said begins another word. */
function runningOn(sound: Sound, following: Sound | undefined): Sound {
  const runsOn = 'says' in sound && following !== undefined && 'says' in following;
  return runsOn ? { says: `${sound.says} ` } : sound;
}
