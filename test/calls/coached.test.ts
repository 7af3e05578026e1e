import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PracticeScript } from '../../scripts/rehearsal/practice/practice-script.js';
import type { Mind } from '../../scripts/rehearsal/stand-ins/openai/index.js';
import { createUnderstudy } from '../../scripts/rehearsal/understudy/index.js';
import type { CoachRun } from '../../src/domain/coaching.js';
import { type PhonedCampaign, type Rehearsal, startRehearsal } from './rehearsal.js';

const INVENTED = 'It costs five hundred dollars a month.';
const CORRECTED = "I'm sorry, I said that wrong. Getting quotes through us is 100% free.";

/** A model that invents a price, and takes it back once a note tells it to. */
const inventsAPrice = (): Mind => {
  const understudy = createUnderstudy();
  return (view) => {
    const texts = (kind: 'said' | 'heard' | 'note'): string[] =>
      view.items.flatMap((item) => (item.kind === kind ? [item.text] : []));
    const said = texts('said');
    const isTold = texts('note').some((note) => /500|five hundred/i.test(note));
    if (isTold && !said.includes(CORRECTED)) return { say: CORRECTED };
    if (texts('heard').at(-1)?.includes('cost') && !said.includes(INVENTED)) return { say: INVENTED };
    return understudy(view);
  };
};

/** Thinks about the price for as long as the coach needs. */
const asksThePrice: PracticeScript = {
  pickup: 'answers',
  opening: 'Smith Family Medicine, this is Amy, how can I help you?',
  reactionMs: 12_000,
  turns: [
    { hears: /how are you/i, says: 'Fine, thanks. What does it cost?' },
    { hears: /five hundred/i, says: 'Really? That is a lot.' },
    { hears: /said that wrong/i, says: 'I see. I have to go.', hangsUp: true },
  ],
};

interface Document {
  readonly coach: readonly CoachRun[];
  readonly flagged: readonly { readonly utteranceId: string; readonly facts: readonly { value: string }[] }[];
  readonly live: readonly { readonly id: string; readonly speaker: string; readonly text: string }[];
}

let rehearsal: Rehearsal;
let phoned: PhonedCampaign;
let document: Document;

beforeAll(async () => {
  rehearsal = await startRehearsal({ mind: inventsAPrice() });
  phoned = await rehearsal.phone(asksThePrice);
  document = JSON.parse(rehearsal.object(`calls/${phoned.campaignId}/0/transcript.json`)) as Document;
}, 120_000);
afterAll(() => rehearsal.close());

describe('A price that the prompt does not give', () => {
  test('is flagged in the transcript, with the sentence that it stands in', () => {
    const [flag] = document.flagged;
    expect(flag?.facts.map(({ value }) => value)).toEqual(['500']);
    const sentence = document.live.find(({ id }) => id === flag?.utteranceId);
    expect(sentence).toMatchObject({ speaker: 'agent', text: INVENTED });
  });

  test('is told to the coach, whose advice reaches the agent without a reply being asked for', () => {
    const asked = rehearsal.stage.openai.chats.map((chat) => JSON.stringify(chat));
    expect(asked.some((request) => request.includes('five hundred dollars'))).toBe(true);
    const used = document.coach.filter((run) => run.used);
    expect(used.length).toBeGreaterThan(0);
    expect(used[0]?.verdict).toMatchObject({ kind: 'advise' });
  });

  test('is taken back in the agent’s next turn, and the advice stands in the transcript', () => {
    const said = document.live.filter(({ speaker }) => speaker === 'agent').map(({ text }) => text);
    expect(said.indexOf(CORRECTED)).toBe(said.indexOf(INVENTED) + 1);
    expect(rehearsal.object(`calls/${phoned.campaignId}/0/transcript.txt`)).toMatch(/^.*Coach \(used\): /m);
  });
});
