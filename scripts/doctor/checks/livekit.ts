/** LiveKit: its API with key and secret, its WebSocket, and the trunk that the practices are phoned through. */
import {
  type ClientOptions,
  RoomServiceClient,
  type SIPOutboundTrunkInfo,
  SipClient,
} from 'livekit-server-sdk';
import { WebSocket } from 'ws';
import { defineCheck, type Given } from '../check.js';
import { type Address, hostOf, statusNote, unknownNote } from '../network.js';
import { fails, type Note, warns, works } from '../note.js';
import { check, whereOf } from '../remedy.js';

const OPTIONS: ClientOptions = { requestTimeout: 8, failover: false };
const UPGRADE_LIMIT_MS = 8_000;

const NEEDS = ['LIVEKIT_URL', 'LIVEKIT_API_KEY', 'LIVEKIT_API_SECRET'] as const;

type Line = Given<(typeof NEEDS)[number]>['settings'];

export const livekit = defineCheck({
  service: 'LiveKit',
  required: true,
  needs: NEEDS,
  async run({ settings, signal }) {
    const [api, socket] = await Promise.all([apiNote(settings), socketNote(settings, signal)]);
    return [api, socket];
  },
});

export const sipTrunk = defineCheck({
  service: 'SIP trunk',
  required: true,
  needs: [...NEEDS, 'LIVEKIT_SIP_TRUNK_ID'],
  async run({ settings }) {
    const sip = new SipClient(...clientOf(settings));
    try {
      return trunkNotes(settings.LIVEKIT_SIP_TRUNK_ID, await sip.listSipOutboundTrunk());
    } catch (error) {
      return [troubleOf(error, settings)];
    }
  },
});

const clientOf = (line: Line) =>
  [line.LIVEKIT_URL, line.LIVEKIT_API_KEY, line.LIVEKIT_API_SECRET, OPTIONS] as const;

const addressOf = (line: Line): Address => ({ host: hostOf(line.LIVEKIT_URL), setting: 'LIVEKIT_URL' });

async function apiNote(line: Line): Promise<Note> {
  try {
    const rooms = await new RoomServiceClient(...clientOf(line)).listRooms();
    const open = rooms.length === 1 ? '1 room is open' : `${rooms.length} rooms are open`;
    return works(`${hostOf(line.LIVEKIT_URL)} takes the key; ${open}`);
  } catch (error) {
    return troubleOf(error, line);
  }
}

/** Without a token: it is to be refused, for a token that is taken opens a room. */
function socketNote(line: Line, signal: AbortSignal): Promise<Note> {
  const socket = new WebSocket(`${line.LIVEKIT_URL.replace(/\/$/, '')}/rtc`, {
    handshakeTimeout: UPGRADE_LIMIT_MS,
  });
  signal.addEventListener('abort', () => socket.terminate(), { once: true });
  return new Promise((resolve) => {
    const end = (note: Note): void => {
      socket.terminate();
      resolve(note);
    };
    socket.on('error', (error) => end(unknownNote(error, addressOf(line))));
    socket.once('open', () => end(fails('wrong-host', 'its WebSocket takes anybody', check('LIVEKIT_URL'))));
    socket.once('unexpected-response', (_request, { statusCode = 0 }) =>
      end(statusCode === 401 ? works('its WebSocket answers') : statusNote(statusCode, addressOf(line))),
    );
  });
}

function trunkNotes(id: string, trunks: readonly SIPOutboundTrunkInfo[]): Note[] {
  const trunk = trunks.find(({ sipTrunkId }) => sipTrunkId === id);
  if (trunk === undefined) {
    const others = trunks.map(({ sipTrunkId, name }) => (name ? `${sipTrunkId} (${name})` : sipTrunkId));
    const there = others.length > 0 ? `there are ${others.join(', ')}` : 'there is none';
    return [
      fails(
        'not-there',
        `no outbound trunk ${id}; ${there}`,
        `Correct LIVEKIT_SIP_TRUNK_ID: ${whereOf('LIVEKIT_SIP_TRUNK_ID')}.`,
      ),
    ];
  }
  const numbers = trunk.numbers.filter((number) => number !== '');
  const named = `${trunk.name || id} over ${trunk.address}`;
  if (numbers.length > 0) return [works(`${named}, calls from ${numbers.join(', ')}`)];
  return [
    warns(
      `${named} has no number to call from`,
      'Give the trunk a number: LiveKit Cloud > Telephony > SIP trunks > Outbound, or lk sip outbound update.',
    ),
  ];
}

/** LiveKit quotes a token that it refuses, so its text is never shown. */
function troubleOf(error: unknown, line: Line): Note {
  const { status, message } = error as { status?: unknown; message?: unknown };
  const text = String(message);
  if (status === 401) {
    const isKey = /api key/i.test(text);
    const isGrant = /permissions? denied/i.test(text);
    if (isGrant) return fails('no-permission', 'the key may not do this', check('LIVEKIT_API_KEY'));
    return isKey
      ? fails('wrong-key', 'the key is unknown', check('LIVEKIT_API_KEY'))
      : fails(
          'wrong-key',
          'the secret does not belong to the key',
          check('LIVEKIT_API_KEY', 'LIVEKIT_API_SECRET'),
        );
  }
  if (status === 403) return fails('no-permission', 'the key may not do this', check('LIVEKIT_API_KEY'));
  if (typeof status === 'number') return statusNote(status, addressOf(line));
  return unknownNote(error, addressOf(line));
}
