/** The real chart on an answered phone, with actors that do as a test says and a clock that it turns. */
import { createActor, fromCallback, fromPromise, SimulatedClock, toPromise, waitFor } from 'xstate';
import type { CallEvent, VoiceCommand } from '../../machines/call.events.js';
import { callMachine } from '../../machines/call.machine.js';
import type { TranscriptRef } from '../../machines/call.ports.js';
import type { CoachQuestion, DialAttempt } from '../../machines/call.setup.js';
import type { CallOutcome, NotDone } from '../../src/domain/call-outcome.js';
import type { CallPlan } from '../../src/domain/call-plan.js';
import type { CoachRun, CoachVerdict } from '../../src/domain/coaching.js';
import type { ApprovedKey } from '../../src/domain/phone-menu/index.js';
import type { Transcription } from '../../src/domain/transcript.js';
import { plan } from './call-model.js';

const answered: DialAttempt = {
  dialedAtMs: 1,
  endedAtMs: 2,
  result: { kind: 'answered', legId: 'leg', atMs: 2 },
};

/** One look of the coach that is under way. */
interface Look {
  readonly question: CoachQuestion;
  /** The chart has given it up. */
  readonly signal: AbortSignal;
  answer(run: CoachRun): void;
  fail(error: Error): void;
}

/** What arrives by promise takes a few microtasks. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A call that was just picked up. Utterances are `p1`, `p2` of the practice and `a1`, `a2` of the agent. */
export const connectedCall = async (changes: Partial<CallPlan> = {}) => {
  const clock = new SimulatedClock();
  const commands: VoiceCommand[] = [];
  const pressed: string[] = [];
  const looks: Look[] = [];
  const machine = callMachine.provide({
    actors: {
      prepareVoice: fromPromise(async () => {}),
      claimDialing: fromPromise(async () => true),
      dial: fromPromise(async () => answered),
      watchLeg: fromCallback(() => {}),
      voice: fromCallback<VoiceCommand, { readonly legId: string }>(({ receive }) => {
        receive((command) => commands.push(command));
      }),
      pressKey: fromPromise<void, { readonly legId: string; readonly key: ApprovedKey }>(
        async ({ input }) => void pressed.push(input.key),
      ),
      coach: fromPromise<CoachRun, CoachQuestion>(
        ({ input, signal }) =>
          new Promise((answer, fail) => looks.push({ question: input, signal, answer, fail })),
      ),
      hangUp: fromPromise(async () => ({ atMs: 99 })),
      transcribe: fromPromise(async (): Promise<Transcription> => ({ utterances: [], gaps: [] })),
      archive: fromPromise(async (): Promise<TranscriptRef> => ({ bucket: 'b', key: 'k', source: 'live' })),
      settle: fromPromise(async (): Promise<readonly NotDone[]> => []),
    },
  });
  const actor = createActor(machine, { input: { ...plan, ...changes }, clock }).start();
  await waitFor(actor, (snapshot) => snapshot.matches('connected'));

  const send = (event: CallEvent): void => actor.send(event);
  const isSpeaking = (): boolean => actor.getSnapshot().context.turnsUnderWay > 0;
  let turns = { practice: 0, agent: 0 };
  const practice = (text: string | null): string => {
    turns = { ...turns, practice: turns.practice + 1 };
    const utteranceId = `p${turns.practice}`;
    if (!isSpeaking()) send({ type: 'practice.startedSpeaking', atMs: 1 });
    send({ type: 'practice.spoke', utteranceId, text, startedAtMs: 1, atMs: 2 });
    return utteranceId;
  };
  const spoke = (text: string, interrupted: boolean): void => {
    turns = { ...turns, agent: turns.agent + 1 };
    const utteranceId = `a${turns.agent}`;
    send({ type: 'agent.spoke', utteranceId, text, startedAtMs: 3, atMs: 4, interrupted });
  };

  return {
    actor,
    clock,
    commands,
    pressed,
    looks,
    send,
    /** The practice says this, or ends what it began to say; a text of no words is a noise. Gives the utterance's id. */
    practice,
    /** The agent says this to its end, or, where it is `interrupted`, until then. */
    agent(text: string, interrupted = false) {
      send({ type: 'agent.startedSpeaking', atMs: 3 });
      spoke(text, interrupted);
    },
    /** The practice begins to speak while the agent does, which falls silent; then it says `text`. */
    cutOff(heard: string, text: string) {
      send({ type: 'agent.startedSpeaking', atMs: 3 });
      send({ type: 'practice.startedSpeaking', atMs: 4 });
      spoke(heard, true);
      return practice(text);
    },
    /** Time passes. */
    async rest(ms: number) {
      clock.increment(ms);
      await settled();
    },
    settled,
    /** The coach comes to this, on its latest look. */
    async coachSays(verdict: CoachVerdict | null, why: string | null = null) {
      const look = looks.at(-1);
      if (!look) throw new Error('the coach was not asked');
      const { stage, turn, utterances } = look.question;
      const saw = utterances.map(({ id }) => id);
      look.answer({ startedAtMs: 1, endedAtMs: 2, stage, turn, saw, verdict, used: false, why });
      await settled();
    },
    context: () => actor.getSnapshot().context,
    /** Where the conversation stands; undefined once the line is closed. */
    where: (): unknown =>
      (actor.getSnapshot().value as { connected?: { conversation: unknown } }).connected?.conversation,
    /** How often the agent was asked to speak. */
    replies: () => commands.filter(({ type }) => type === 'voice.reply').length,
    outcome: async (): Promise<CallOutcome> => (await toPromise(actor)).settlement.outcome,
  };
};

export type ConnectedCall = Awaited<ReturnType<typeof connectedCall>>;
