/**
 * LiveKit's SIP service without a telephone network: in front of a livekit-server, it answers the SIP API and puts
 * phones into rooms; every other request, the rooms' WebSockets among them, goes on to the server. Behind every number
 * is a practice that plays its script. Used by the rehearsal, tests and benchmarks, in their process or in one of its
 * own. It never dials anything.
 */
import { createProxyServer } from 'httpxy';
import { type HttpReply, type HttpRequest, json, startHttpStandIn } from '../http-stand-in.js';
import type { StandIn } from '../stand-in.js';
import type { Callee } from './callee.js';
import { createGrantCheck, TokenError } from './grants.js';
import type { RoomServer } from './phone-room.js';
import { checkParticipant, ParticipantRequest, readBody, TrunkListRequest } from './requests.js';
import { type PlacedCall, placeCall, type SipCall, type Trunk } from './sip-call.js';
import { TwirpError } from './twirp.js';

/** `overloaded`: the gateway takes no more calls; the rest of the API works. */
export type SipFailure = 'overloaded';

export interface SipGatewayOptions {
  readonly server: RoomServer;
  /** Who answers at a number. */
  readonly answer: (toE164: string) => Callee;
  /** Told of every call as its phone has joined the room. */
  readonly onCall?: (call: SipCall) => void;
}

export interface SipGateway extends StandIn<SipFailure> {
  /** The trunk that calls go out through. */
  readonly trunkId: string;
  /** One for each phone that joined a room, in their order. */
  readonly calls: readonly SipCall[];
}

const TRUNK: Trunk = {
  id: 'ST_rehearsal',
  name: 'Rehearsal',
  address: 'sip.rehearsal.invalid',
  number: '+12125550199',
};
const SIP_METHOD = /^\/twirp\/livekit\.SIP\/(\w+)$/;

/** `url` takes the place of the server's. Closing hangs up what is on; the server stays. */
export async function startSipGateway({ server, answer, onCall }: SipGatewayOptions): Promise<SipGateway> {
  const checkGrant = createGrantCheck(server.apiKey, server.apiSecret);
  const serverUrl = server.url.replace(/^ws/, 'http');
  const calls: PlacedCall[] = [];
  const placing = new Set<Promise<PlacedCall>>();
  const proxy = createProxyServer({ target: serverUrl });
  // Either side may break off at any time.
  proxy.on('error', (_error, _request, response) => response?.destroy());

  async function createParticipant(request: HttpRequest, isOverloaded: boolean): Promise<HttpReply> {
    await checkGrant(request, 'call');
    const wanted = readBody(ParticipantRequest, request);
    checkParticipant(wanted);
    if (wanted.sipTrunkId !== TRUNK.id) {
      throw new TwirpError('not_found', 'requested sip trunk does not exist');
    }
    if (isOverloaded) throw new TwirpError('unavailable', 'cpu exhausted');
    const placed = placeCall(server, TRUNK, wanted, answer(wanted.sipCallTo));
    placing.add(placed);
    const call = await placed.finally(() => placing.delete(placed));
    calls.push(call);
    onCall?.(call);
    if (wanted.waitUntilAnswered) await call.answered;
    return json(200, {
      participant_id: call.participantId,
      participant_identity: wanted.participantIdentity,
      room_name: wanted.roomName,
      sip_call_id: call.sipCallId,
    });
  }

  async function listTrunks(request: HttpRequest): Promise<HttpReply> {
    await checkGrant(request, 'admin');
    const { trunkIds, numbers } = readBody(TrunkListRequest, request);
    const isWanted =
      (trunkIds.length === 0 || trunkIds.includes(TRUNK.id)) &&
      (numbers.length === 0 || numbers.includes(TRUNK.number));
    const { id, name, address, number } = TRUNK;
    return json(200, { items: isWanted ? [{ sip_trunk_id: id, name, address, numbers: [number] }] : [] });
  }

  async function serve(request: HttpRequest, isOverloaded = false): Promise<HttpReply> {
    const method = SIP_METHOD.exec(request.path)?.[1];
    if (method === undefined) return handOn(serverUrl, request);
    try {
      switch (method) {
        case 'CreateSIPParticipant':
          return await createParticipant(request, isOverloaded);
        case 'ListSIPOutboundTrunk':
          return await listTrunks(request);
        default:
          throw new TwirpError('unimplemented', `${method}: the stand-in gateway does not do this`);
      }
    } catch (error) {
      if (error instanceof TwirpError || error instanceof TokenError) return error.toReply();
      throw error;
    }
  }

  const standIn = await startHttpStandIn<SipFailure>({
    name: 'livekit',
    answer: (request) => serve(request),
    failures: {
      error: () => new TwirpError('internal', 'internal error').toReply(),
      overloaded: (request) => serve(request, true),
    },
    upgrade: (request, socket, head) => void proxy.ws(request, socket, {}, head),
  });

  return {
    ...standIn,
    url: standIn.url.replace(/^http/, 'ws'),
    trunkId: TRUNK.id,
    calls,
    async close() {
      await standIn.close();
      await Promise.allSettled(placing);
      await Promise.all(calls.map((call) => call.hangUp()));
      proxy.close();
    },
  };
}

/** Gives the server's own answer. */
async function handOn(
  serverUrl: string,
  { method, path, query, headers, body }: HttpRequest,
): Promise<HttpReply> {
  const search = query.size > 0 ? `?${query}` : '';
  const sent = Object.entries({
    authorization: headers.authorization,
    'content-type': headers['content-type'],
  }).filter((header): header is [string, string] => header[1] !== undefined);
  const reply = await fetch(`${serverUrl}${path}${search}`, {
    method,
    headers: sent,
    ...(method === 'GET' || method === 'HEAD' ? {} : { body: new Uint8Array(body) }),
  });
  const type = reply.headers.get('content-type');
  return {
    status: reply.status,
    headers: type === null ? {} : { 'content-type': type },
    body: Buffer.from(await reply.arrayBuffer()),
  };
}
