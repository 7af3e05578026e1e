/**
 * Tells a call while it is on: who says what, the state, the swap of instructions and tools, and the tools' work.
 * It sees what `ObserveCall` shows and nothing else.
 */
import pc from 'picocolors';
import type { CallEvent } from '../../machines/call.events.js';
import type { CallObservation } from '../../src/call/observation.js';
import type { Terminal } from './terminal.js';

/** What the states mean, for somebody who has not read the chart. A state that is not here is shown by its name alone. */
const MEANING: Readonly<Record<string, string>> = {
  preparing: "opens the agent's voice before anybody is phoned",
  dialing: 'the phone rings',
  'connected.answering': 'somebody picked up; the agent listens',
  'connected.phoneTree': 'a recording plays; the agent presses a key',
  'connected.onHold': 'the agent waits until somebody speaks',
  'connected.screening': 'a machine asks who is calling',
  'connected.voicemail': 'a voicemail box',
  'connected.rejectionReason': 'the practice said no; the agent asks why',
  'connected.greeting': 'the agent says who it is',
  'connected.intro': 'why it calls',
  'connected.objections': 'questions and doubts',
  'connected.scheduling': 'when, who, and which email',
  'connected.farewell': 'goodbye',
  wrapUp: 'the call is over; what is left to do',
  hangingUp: 'closes the line',
  transcribing: 'makes the transcript from the recording',
  archiving: 'stores the transcript in S3',
  settling: 'writes the campaign and tells the CRM',
  settled: 'nothing is left to do',
};

export interface NarratorOptions {
  readonly terminal: Terminal;
  /** The line's seconds for each real one: the times shown are the line's. */
  readonly speed: number;
  readonly now?: () => number;
  /** What some states mean here, in place of what they mean in the demo. */
  readonly meaning?: Readonly<Record<string, string>>;
}

export function createNarrator({ terminal, speed, now = Date.now, meaning = {} }: NarratorOptions) {
  const meanings: Readonly<Record<string, string>> = { ...MEANING, ...meaning };
  let pickedUpAtMs: number | null = null;
  let section = '';
  let tools: readonly string[] = [];

  const clock = (atMs: number): string => {
    if (pickedUpAtMs === null) return '';
    const seconds = Math.max(0, Math.round(((atMs - pickedUpAtMs) / 1000) * speed));
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  };

  function tellState(path: string): void {
    const [first = '', second, third] = path.split('.');
    const isOnPhone = first === 'connected';
    if (isOnPhone) pickedUpAtMs ??= now();
    const entered = isOnPhone && second ? `${first}.${second}` : first;
    if (entered !== section) {
      section = entered;
      terminal.heading(entered, meanings[entered]);
    }
    const inner = isOnPhone ? third : second;
    if (first === 'wrapUp' && inner) {
      const gloss = meanings[inner];
      const text = gloss ? `${inner} ${pc.dim(`─ ${gloss}`)}` : inner;
      terminal.row({ label: 'state', text, paint: pc.yellow });
    }
  }

  function tellBrief({ brief, instructions }: Extract<CallObservation, { kind: 'brief' }>): void {
    const length = instructions.length.toLocaleString('en-US');
    terminal.row({
      label: 'briefed',
      text: `instructions for “${brief.stage}”, ${length} characters`,
      paint: pc.yellow,
    });
    const changes = [
      ...brief.tools.filter((tool) => !tools.includes(tool)).map((tool) => pc.green(`+\u00a0${tool}`)),
      ...tools
        .filter((tool) => !(brief.tools as readonly string[]).includes(tool))
        .map((tool) => pc.red(`-\u00a0${tool}`)),
      ...brief.tools.filter((tool) => tools.includes(tool)).map((tool) => pc.dim(`=\u00a0${tool}`)),
    ];
    terminal.row({ label: 'tools', text: changes.join('  ') || pc.dim('none'), paint: pc.yellow });
    tools = brief.tools;
  }

  function tellTool({ name, args, reply, durationMs }: Extract<CallObservation, { kind: 'tool' }>): void {
    const call = `${pc.bold(name)}(${argumentsOf(args)})`;
    terminal.row({ label: 'calls', text: call, paint: pc.magenta });
    const answer = reply ?? 'nothing more to say';
    terminal.row({ label: '', text: `${pc.dim('→')} ${answer} ${pc.dim(`(${Math.round(durationMs)} ms)`)}` });
  }

  function tellKey({ decision }: Extract<CallObservation, { kind: 'key' }>): void {
    const what = {
      press: () => pc.bold(`pressed ${'key' in decision ? decision.key : ''}`),
      say: () => pc.bold(`says “${'say' in decision ? decision.say : ''}”`),
      wait: () => 'presses nothing',
      refuse: () => pc.red(`refused “${'asked' in decision ? decision.asked : ''}”`),
    }[decision.kind]();
    const words = decision.words === '' ? '' : pc.dim(` ← “${decision.words}”`);
    terminal.row({ label: 'gate', text: `${what}: ${decision.why}${words}`, paint: pc.magenta });
  }

  function tellCoach({ run: { verdict, used, why } }: Extract<CallObservation, { kind: 'coach' }>): void {
    if (verdict?.kind === 'none') {
      terminal.row({ label: 'coach', text: pc.dim('read the transcript: nothing to say'), paint: pc.blue });
      return;
    }
    const said = {
      advise: () => `“${verdict && 'message' in verdict ? verdict.message : ''}”`,
      stepCompleted: () => `the step is completed, on to ${verdict && 'next' in verdict ? verdict.next : ''}`,
      failed: () => 'could not be asked',
    }[verdict?.kind ?? 'failed']();
    terminal.row({
      label: 'coach',
      text: used ? said : `${said} ${pc.dim(`(not used: ${why})`)}`,
      paint: pc.blue,
    });
  }

  function tellEvent(event: CallEvent): void {
    switch (event.type) {
      case 'practice.startedSpeaking':
        terminal.status('the practice is speaking …');
        break;
      case 'agent.startedSpeaking':
        terminal.status('the agent is speaking …');
        break;
      case 'practice.spoke':
        tellSpeech('Practice', pc.cyan, event.startedAtMs, event.text || pc.dim('(not understood)'));
        break;
      case 'agent.spoke':
        tellSpeech(
          'Agent',
          pc.green,
          event.startedAtMs,
          event.interrupted ? `${event.text} ${pc.dim('(interrupted)')}` : event.text,
        );
        break;
      case 'agent.keptSilent':
      // A tool's work is told with the tool.
      case 'agent.startedWorking':
      case 'agent.finishedWorking':
      case 'agent.choseOption':
        terminal.status(null);
        break;
      default:
        terminal.row({
          label: 'event',
          text: 'reason' in event && event.reason ? `${event.type}: ${event.reason}` : event.type,
          paint: pc.yellow,
        });
    }
  }

  function tellSpeech(
    who: string,
    colour: (text: string) => string,
    startedAtMs: number,
    text: string,
  ): void {
    const paint = (label: string) => pc.bold(colour(label));
    terminal.row({ time: clock(startedAtMs), label: who, text, paint });
  }

  function tellNow(observation: CallObservation): void {
    switch (observation.kind) {
      case 'state':
        tellState(observation.state);
        break;
      case 'brief':
        tellBrief(observation);
        break;
      case 'tool':
        tellTool(observation);
        break;
      case 'key':
        tellKey(observation);
        break;
      case 'coach':
        tellCoach(observation);
        break;
      case 'event':
        tellEvent(observation.event);
        break;
    }
  }

  /** What a tool brought about is seen before the tool is: it is kept back, so that the cause is told first. */
  let effects: CallObservation[] | null = null;
  const release = (): void => {
    const held = effects ?? [];
    effects = null;
    for (const observation of held) tellNow(observation);
  };

  return {
    tell(observation: CallObservation): void {
      if (observation.kind === 'event' && BY_TOOLS.includes(observation.event.type)) effects ??= [];
      const isOver = observation.kind === 'state' && observation.state.startsWith('wrapUp');
      if (effects === null || observation.kind === 'tool') tellNow(observation);
      else effects.push(observation);
      if (observation.kind === 'tool' || isOver) release();
    },
  };
}

/** Raised by the tools that the model calls. */
const BY_TOOLS: readonly CallEvent['type'][] = [
  'practice.agreed',
  'practice.asked',
  'practice.declined',
  'practice.declinedFinally',
  'practice.forbadeCalls',
  'practice.namedDecisionMaker',
  'practice.putOnHold',
  'meeting.booked',
  'agent.endedCall',
];

/** `when: "Tuesday at eleven", attendee_name: "Amy"`. */
const argumentsOf = (args: unknown): string =>
  Object.entries((args ?? {}) as Record<string, unknown>)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
    .join(', ');
