import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { booksAMeeting } from '../../scripts/rehearsal/practices.js';
import type { CallObservation } from '../../src/call/observation.js';
import { campaignQueue } from '../../src/campaign-queue.js';
import { step, storedCampaign } from './campaigns.js';
import { endOf, type Rehearsal, startRehearsal } from './rehearsal.js';

const HOUR = 3_600_000;

let rehearsal: Rehearsal;
let campaignId: string;
let callId: string;
let practiceName: string;
let jobError: string | null;

beforeAll(async () => {
  rehearsal = await startRehearsal();
  ({ campaignId, callId, practiceName } = await rehearsal.seed(booksAMeeting, {
    steps: [step('phone'), step('email', 'Did you get my call?'), step('phone')],
  }));
  for (const later of [1, 2]) {
    await rehearsal.queue(campaignId, { step: later, finalStep: later === 2, delayMs: HOUR });
  }
  jobError = await endOf(await rehearsal.queue(campaignId, { finalStep: false }));
}, 120_000);
afterAll(() => rehearsal.close());

const observed = <K extends CallObservation['kind']>(kind: K) =>
  rehearsal
    .observations(callId)
    .filter((observation): observation is Extract<CallObservation, { kind: K }> => observation.kind === kind);

describe('A call that books a meeting', () => {
  test('completes its job', () => {
    expect(jobError).toBeNull();
  });

  test('completes the campaign with a positive response', async () => {
    const campaign = await storedCampaign(campaignId);
    expect(campaign).toMatchObject({ status: 'complete_positive_response', lastCompletedStep: 0 });
    expect(campaign.lastCompletedDate).toBeInstanceOf(Date);
  });

  test('is one entry of the history, with its transcript, meeting and attendee', async () => {
    const { messageHistory } = await storedCampaign(campaignId);
    expect(messageHistory).toHaveLength(1);
    expect(messageHistory[0]).toMatchObject({
      callId,
      channel: 'phone',
      messageId: '',
      opens: 0,
      clicks: 0,
      outcome: 'meeting_booked',
      attendee: { name: 'Amy Jones', email: 'amy@smithfamily.com' },
      meeting: {
        eventId: rehearsal.stage.google.events[0]?.id,
        timeZone: 'America/New_York',
        startUtc: expect.stringMatching(/T1[56]:00:00/),
        videoLink: expect.stringMatching(/^https:/),
      },
      transcript: {
        bucket: rehearsal.stage.bucket,
        key: `calls/${campaignId}/0/transcript.json`,
        source: 'recording',
      },
      notDone: [],
    });
  });

  test('removes the jobs of the later steps', async () => {
    expect(await campaignQueue().getJob(`${campaignId}-1`)).toBeNull();
    expect(await campaignQueue().getJob(`${campaignId}-2`)).toBeNull();
  });

  test('puts one event on the calendar, with a video link, and invites the attendee', () => {
    const { events, invitations } = rehearsal.stage.google;
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      status: 'confirmed',
      attendees: [{ email: 'amy@smithfamily.com', displayName: 'Amy Jones' }],
      hangoutLink: expect.stringMatching(/^https:/),
    });
    expect(invitations).toEqual([{ eventId: events[0]?.id, email: 'amy@smithfamily.com', kind: 'invited' }]);
  });

  test('tells the CRM once, signed', () => {
    const { deliveries } = rehearsal.stage.crm;
    expect([...deliveries.keys()]).toEqual([`call-settled-${callId}-meeting_booked`]);
    expect(deliveries.get(`call-settled-${callId}-meeting_booked`)).toMatchObject({
      attempts: 1,
      payload: {
        type: 'call.settled',
        data: {
          callId,
          campaignId,
          practiceName,
          ending: 'meeting_booked',
          meeting: { attendee: { email: 'amy@smithfamily.com' } },
          transcript: { source: 'recording' },
        },
      },
    });
  });

  describe('stores a transcript', () => {
    interface Stored {
      readonly source: string;
      readonly utterances: { speaker: string; text: string; startedAtMs: number; endedAtMs: number }[];
      readonly live: { speaker: string; text: string }[];
    }
    const stored = (): Stored =>
      JSON.parse(rehearsal.object(`calls/${campaignId}/0/transcript.json`)) as Stored;
    const wordsOf = (speech: readonly { speaker: string; text: string }[], speaker?: string) =>
      speech
        .filter((each) => speaker === undefined || each.speaker === speaker)
        .map((each) => `${each.speaker}: ${each.text.trim()}`);
    const practice = () => rehearsal.line.call(callId)?.practice;
    const said = () => (practice()?.said ?? []).map((speech) => ({ speaker: 'practice', ...speech }));

    test('of the recording: what was heard on either side, word for word, in spoken order and with times', () => {
      const heard = (practice()?.heard ?? []).map((speech) => ({ speaker: 'agent', ...speech }));
      const spoken = [...said(), ...heard].sort((a, b) => a.startSample - b.startSample);
      const { utterances, source } = stored();
      expect(source).toBe('recording');
      expect(spoken.length).toBeGreaterThan(15);
      expect(wordsOf(utterances)).toEqual(wordsOf(spoken));
      const starts = utterances.map(({ startedAtMs }) => startedAtMs);
      expect(starts).toEqual([...starts].sort((a, b) => a - b));
      expect(utterances.every(({ startedAtMs, endedAtMs }) => endedAtMs > startedAtMs)).toBe(true);
    });

    // A word can be lost in the sound where the line runs dry: what the agent meant to say is on the wire.
    test('taken down live: what the practice said and what the model said', () => {
      const [session] = rehearsal.sessions(practiceName);
      const meant = (session?.events ?? [])
        .filter(({ type }) => type === 'response.output_audio_transcript.done')
        .map(({ event }) => ({ speaker: 'agent', text: String(event['transcript']) }));
      const { live } = stored();
      expect(meant.length).toBeGreaterThan(5);
      expect(wordsOf(live, 'agent')).toEqual(wordsOf(meant));
      expect(wordsOf(live, 'practice')).toEqual(wordsOf(said()));
      expect(live[0]?.speaker).toBe('practice');
    });
  });

  test('stores the same words as a text that a person can read', () => {
    const text = rehearsal.object(`calls/${campaignId}/0/transcript.txt`);
    expect(text).toContain(`Practice: ${practiceName}, +1212555`);
    expect(text).toContain('Ending: meeting booked');
    expect(text).toMatch(/^\[00:00\] Practice: Smith Family Medicine, this is Amy/m);
    expect(text).toMatch(/^\[\d\d:\d\d\] Agent: .*this is Chelsea calling from DocShield/m);
    expect(text.trimEnd()).toMatch(/Agent: .*goodbye!$/);
  });

  test('takes each of the conversation’s states in turn', () => {
    const stages = observed('state').map(({ state }) =>
      state.replace(/\.(opening|claiming|quiet|listening|saying|said|parting|pausing)$/, ''),
    );
    expect(stages.filter((stage, index) => stage !== stages[index - 1])).toEqual([
      'preparing',
      'dialing',
      'connected.answering',
      'connected.greeting',
      'connected.intro',
      'connected.objections',
      'connected.scheduling',
      'connected.farewell',
      'wrapUp.hangingUp',
      'wrapUp.transcribing',
      'wrapUp.archiving',
      'wrapUp.settling',
      'settled',
    ]);
  });

  test('has each state’s instructions and tools on the wire of one session, in order', () => {
    const sessions = rehearsal.sessions(practiceName);
    expect(sessions).toHaveLength(1);
    const updates = (sessions[0]?.events ?? [])
      .filter(({ direction, type }) => direction === 'received' && type === 'session.update')
      .map(({ event }) => event['session'] as { instructions?: string; tools?: { name: string }[] });
    const changes = <T>(values: readonly T[]): T[] =>
      values.filter((value, index) => JSON.stringify(value) !== JSON.stringify(values[index - 1]));
    const briefs = observed('brief');

    expect(briefs.map(({ brief }) => brief.stage)).toEqual([
      'answering',
      'greeting',
      'intro',
      'objections',
      'scheduling',
      'farewell',
    ]);
    const instructions = updates.flatMap((update) => update.instructions ?? []);
    expect(changes(instructions)).toEqual(briefs.map((each) => each.instructions));
    const tools = updates.flatMap((update) => (update.tools ? [update.tools.map(({ name }) => name)] : []));
    expect(changes(tools)).toEqual(changes(briefs.map(({ brief }) => [...brief.tools])));
  });

  test('calls only the tools that it needs, and each once', () => {
    expect(observed('tool').map(({ name }) => name)).toEqual([
      'begin_scheduling',
      'check_availability',
      'book_meeting',
    ]);
  });

  test('logs the call, without anybody’s number, email or key', async () => {
    const lines = await rehearsal.log();
    const messages = lines.map(({ message }) => message);
    expect(messages).toEqual(
      expect.arrayContaining([
        'Worker is ready',
        'ProcessMessage - attempting',
        'CallPhone - completed',
        'CompleteStep - completed',
        'Job completed successfully',
      ]),
    );
    const text = JSON.stringify(lines);
    expect(text).not.toMatch(/\+?1?2125550\d{3}/);
    expect(text).not.toContain('amy@');
    expect(text).not.toContain(rehearsal.stage.env.OPENAI_API_KEY);
  });

  test('changes nothing when its job comes again', async () => {
    const before = await storedCampaign(campaignId);
    const job = await campaignQueue().getJob(callId);
    await job?.remove();
    expect(await endOf(await rehearsal.queue(campaignId, { finalStep: false }))).toBeNull();
    expect(await storedCampaign(campaignId)).toEqual(before);
    expect(rehearsal.line.dials(callId)).toEqual(['answered']);
  });
});
