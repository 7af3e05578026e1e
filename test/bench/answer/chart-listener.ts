/** The call's real chart, on a clock that the benchmark turns: what it takes the far end for is the state it is in. */
import type { Stage } from '../../../src/domain/call-plan.js';
import { connectedCall } from '../../machines/connected-call.js';
import type { Listener, ListenerKind, Verdict } from './listener.js';
import { createMouth } from './mouth.js';

const GREETING_MS = 4_000;
const MESSAGE_MS = 12_000;

/** The server tells a turn's end so long after the last sound. */
const END_OF_TURN_MS = 400;

const VERDICTS: Readonly<Partial<Record<Stage, Verdict>>> = {
  answering: null,
  phoneTree: 'menu',
  voicemail: 'voicemail',
  screening: 'screener',
  onHold: 'hold',
};

async function createChartListener(): Promise<Listener> {
  const call = await connectedCall();
  const answeredAtMs = call.context().answeredAtMs ?? 0;
  let nowMs = 0;
  let turns = 0;
  let replies = 0;
  let verdict: Verdict = null;

  const mouth = createMouth({
    started: (atMs) => call.send({ type: 'agent.startedSpeaking', atMs: answeredAtMs + atMs }),
    finished: ({ startedAtMs, atMs, interrupted }) =>
      call.send({
        type: 'agent.spoke',
        utteranceId: `a${startedAtMs}`,
        text: 'Hello, this is Chelsea.',
        startedAtMs: answeredAtMs + startedAtMs,
        atMs: answeredAtMs + atMs,
        interrupted,
      }),
  });

  const isOver = (): boolean =>
    call.where() === undefined ||
    call.context().keys.some(({ kind }) => kind !== 'wait' && kind !== 'refuse');

  /** What the chart now holds, and what it asks the agent for. */
  const look = (): void => {
    const { stage, ending } = call.context();
    if (call.where() === undefined) {
      if (ending === 'voicemail_reached') verdict = 'voicemail';
      return;
    }
    verdict = stage in VERDICTS ? (VERDICTS[stage] ?? null) : 'person';
    if (call.replies() === replies) return;
    replies = call.replies();
    // A muted agent has nothing to say, and here no model that chooses.
    if (stage === 'phoneTree') call.send({ type: 'agent.keptSilent', atMs: answeredAtMs + nowMs });
    else mouth.ask(nowMs, stage === 'voicemail' ? MESSAGE_MS : GREETING_MS);
  };

  return {
    began({ startsAtMs }) {
      mouth.interrupt(startsAtMs);
      call.send({ type: 'practice.startedSpeaking', atMs: answeredAtMs + startsAtMs });
      look();
    },
    transcribed(text, { startsAtMs, endsAtMs }) {
      turns += 1;
      call.send({
        type: 'practice.spoke',
        utteranceId: `p${turns}`,
        text,
        startedAtMs: answeredAtMs + startsAtMs,
        atMs: answeredAtMs + endsAtMs + END_OF_TURN_MS,
      });
      look();
    },
    beeped(atMs) {
      call.send({ type: 'line.beeped', atMs: answeredAtMs + atMs });
      look();
    },
    advance(atMs) {
      call.clock.increment(atMs - nowMs);
      nowMs = atMs;
      mouth.advance(atMs);
      look();
    },
    verdict: () => verdict,
    isSpeaking: () => mouth.isSpeaking(),
    isOver,
    close: () => void call.actor.stop(),
  };
}

export const CHART: ListenerKind = { name: 'the chart', isOurs: true, create: createChartListener };
