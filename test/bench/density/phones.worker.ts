/**
 * The phones: the stand-in SIP gateway in a process of its own, compiled. Whoever picks up says hello and listens.
 * Started by density-stage.ts with the LiveKit server in its environment.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { startSipGateway } from '../../../scripts/rehearsal/stand-ins/sip/gateway.js';
import type { SipCall } from '../../../scripts/rehearsal/stand-ins/sip/sip-call.js';
import { LINE_SAMPLE_RATE_HZ } from '../../../src/domain/line-audio.js';
import { tell } from '../child.js';

const LOOK_MS = 250;
/** The longest word that the agents say takes a second; some are lost on a busy machine. */
const WORD_LIMIT_MS = 4_000;

const {
  LIVEKIT_URL: url = '',
  LIVEKIT_API_KEY: apiKey = '',
  LIVEKIT_API_SECRET: apiSecret = '',
} = process.env;

const gateway = await startSipGateway({
  server: { url, apiKey, apiSecret },
  answer: () => ({ pickup: 'answers', ringMs: 500, opening: 'Hello?', turns: [] }),
});
tell({
  kind: 'serving',
  env: { LIVEKIT_URL: gateway.url, LIVEKIT_SIP_TRUNK_ID: gateway.trunkId },
});

const heardBefore = new WeakSet<SipCall>();
/** What each phone had heard when it last heard something new, and when that was. */
const news = new WeakMap<SipCall, { readonly text: string; readonly atMs: number }>();

/** Whether it hears an agent speaking. */
const look = (call: SipCall): boolean => {
  const first = call.practice.heard[0];
  const text = call.practice.heard.at(-1)?.text ?? '';
  if (!first) return false;
  if (!heardBefore.has(call)) {
    heardBefore.add(call);
    tell({ kind: 'heard', afterMs: (first.startSample / LINE_SAMPLE_RATE_HZ) * 1000 });
  }
  const last = news.get(call);
  if (last?.text === text) return Date.now() - last.atMs < WORD_LIMIT_MS;
  news.set(call, { text, atMs: Date.now() });
  return true;
};

process.once('SIGTERM', () => process.exit(0));
process.once('disconnect', () => process.exit(0));
for (;;) {
  const active = gateway.calls.filter(({ state }) => state === 'active');
  tell({ kind: 'phones', atMs: Date.now(), active: active.length, hearing: active.filter(look).length });
  await sleep(LOOK_MS);
}
