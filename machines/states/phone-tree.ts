/**
 * A recording reads out a menu. The agent is silent until it has paused; then the model proposes an option and the
 * keypress gate decides. A menu that comes again had the wrong option chosen, and the next best is tried.
 */
import type { KeyDecision } from '../../src/domain/phone-menu/index.js';
import type { CallContext } from '../call.context.js';
import type { CallEvents } from '../call.events.js';
import { decisionOn, decisionUnasked } from '../call.guards.js';
import { callSetup } from '../call.setup.js';
import { givesUp, isHungUpOn } from './gives-up.js';
import { greets, isHold, isScreener, textOf, VOICEMAIL } from './heard.js';

type Asked = { readonly context: CallContext; readonly event: CallEvents['agent.choseOption'] };

/** What becomes of the model's proposal. */
const onProposal = <TTarget extends string>(kind: KeyDecision['kind'], target: TTarget) =>
  ({
    guard: { type: 'gateSays', params: ({ event }: Asked) => ({ asked: event.asked, kind }) },
    target,
    actions: {
      type: 'noteDecision',
      params: ({ context, event }: Asked) => ({ decision: decisionOn(context, event.asked) }),
    },
  }) as const;

/** The model has chosen nothing, or nothing that may be: the gate chooses. */
const unasked = <TTarget extends string>(kind: KeyDecision['kind'], target: TTarget) =>
  ({
    guard: { type: 'gateSaysUnasked', params: { kind } },
    target,
    actions: {
      type: 'noteDecision',
      params: ({ context }: { context: CallContext }) => ({ decision: decisionUnasked(context) }),
    },
  }) as const;

const CHOOSE_ALONE = [
  unasked('press', '#call.connected.conversation.phoneTree.pressing'),
  unasked('say', '#call.connected.conversation.phoneTree.saying'),
  unasked('wait', '#call.connected.conversation.phoneTree.waiting'),
] as const;

export const phoneTree = callSetup.createStateConfig({
  meta: { brief: { stage: 'phoneTree', tools: ['choose_menu_option'], muted: true } },
  entry: { type: 'enterStage', params: { stage: 'phoneTree' } },
  exit: 'forgetTurnsOfMenuBefore',
  initial: 'pausing',
  states: {
    listening: {},
    pausing: {
      always: { guard: 'isPracticeSpeaking', target: 'listening' },
      after: { menuPause: 'choosing' },
    },
    choosing: {
      initial: 'asking',
      // What the last choice led to was waited for: it was another menu, or the same.
      always: { guard: 'hasNoChoicesLeft', ...givesUp },
      states: {
        asking: { entry: 'reply' },
        /** Its proposal was refused: the model has been told why, and what there is instead. */
        asked: {},
      },
      on: {
        'practice.startedSpeaking': 'listening',
        'agent.choseOption': [
          onProposal('press', 'pressing'),
          onProposal('say', 'saying'),
          onProposal('wait', 'waiting'),
          onProposal('refuse', 'refused'),
        ],
        'agent.keptSilent': CHOOSE_ALONE,
      },
      after: { choiceLimit: CHOOSE_ALONE },
    },
    refused: {
      always: [{ guard: 'mayAskAgain', target: 'choosing.asked' }, ...CHOOSE_ALONE],
    },
    pressing: {
      invoke: {
        id: 'pressKey',
        src: 'pressKey',
        input: ({ context }) => pressed(context),
        onDone: 'waiting',
        onError: 'waiting',
      },
      // The menu that was chosen from goes on until the key is heard.
      on: { 'practice.startedSpeaking': { actions: 'noteTurnOfMenuBefore' } },
    },
    /**
     * A menu that takes speech is answered by speech, in the words that passed the gate. What the model said, unheard,
     * beside its choice may end only now: it is not taken for these words.
     */
    saying: {
      meta: { brief: { stage: 'phoneTree', tools: [], says: 'menuWords' } },
      entry: 'reply',
      on: { 'agent.spoke': 'waiting' },
      after: { choiceLimit: 'waiting' },
    },
    /** For another menu, for a person, or for the same menu again. */
    waiting: {
      on: { 'practice.startedSpeaking': 'listening' },
    },
  },
  on: {
    'practice.spoke': [
      { guard: { type: 'speaksUp', params: textOf }, ...greets },
      ...VOICEMAIL,
      isScreener,
      isHold,
      {
        guard: { type: 'wasHeard', params: textOf },
        target: '.pausing',
        actions: { type: 'hearMenu', params: textOf },
      },
      { target: '.pausing', actions: { type: 'hearMenu', params: { text: null } } },
    ],
    'practice.fellSilent': [{ guard: 'hasPatience', target: '.choosing', actions: 'noteSilence' }, givesUp],
    'practice.hungUp': isHungUpOn,
  },
  after: { phoneTreeLimit: givesUp },
});

const pressed = ({ legId, keys }: CallContext) => {
  const last = keys.at(-1);
  if (last?.kind !== 'press') throw new Error('the keypress gate has let no key pass');
  return { legId: legId ?? '', key: last.key };
};
