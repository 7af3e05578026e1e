/**
 * Sound as OGG files with Opus, by the ffmpeg that @livekit/av brings. Used by the stand-ins of LiveKit's recorder and
 * of the transcription API. Rejects where that package has no ffmpeg for this machine.
 */
import { execFile } from 'node:child_process';
import { getFfmpegPath } from '@livekit/av';

/** Opus has no 44.1 kHz; speech needs no more than this. */
const SAMPLE_RATE_HZ = 24_000;
const MOST_BYTES = 256 * 1024 * 1024;

const ffmpeg = (input: Uint8Array, args: readonly string[]): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const path = getFfmpegPath();
    if (path === undefined)
      throw new Error('@livekit/av has no ffmpeg for this machine: nothing can be encoded.');
    const child = execFile(
      path,
      ['-hide_banner', '-loglevel', 'error', ...args],
      { encoding: 'buffer', maxBuffer: MOST_BYTES },
      (error, stdout, stderr) => (error ? reject(new Error(stderr.toString().trim())) : resolve(stdout)),
    );
    // It may end before it has read everything.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });

/** With so little on a page, a page is a packet; ffmpeg's own are a second long. */
export const toOggOpus = (
  pcm: Int16Array,
  sampleRateHz: number,
  kbits: number,
  pageMs = 1000,
): Promise<Buffer> =>
  ffmpeg(new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength), [
    ...['-f', 's16le', '-ar', String(sampleRateHz), '-ac', '1', '-i', 'pipe:0'],
    ...['-c:a', 'libopus', '-b:a', `${kbits}k`],
    ...['-f', 'ogg', '-page_duration', String(pageMs * 1000), 'pipe:1'],
  ]);

/** `null` when it is no such file. */
export const fromOggOpus = async (
  file: Buffer,
): Promise<{ readonly sampleRateHz: number; readonly pcm: Int16Array } | null> => {
  if (file.toString('latin1', 0, 4) !== 'OggS') return null;
  const args = [
    '-f',
    'ogg',
    '-i',
    'pipe:0',
    '-f',
    's16le',
    '-ar',
    String(SAMPLE_RATE_HZ),
    '-ac',
    '1',
    'pipe:1',
  ];
  const bytes = await ffmpeg(file, args).catch(() => null);
  if (bytes === null) return null;
  const pcm = new Int16Array(bytes.length >> 1).map((_, i) => bytes.readInt16LE(2 * i));
  return { sampleRateHz: SAMPLE_RATE_HZ, pcm };
};
