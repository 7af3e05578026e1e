/**
 * MongoDB's wire protocol, as far as a driver without compression needs it: OP_MSG, and OP_QUERY for the first
 * handshake of a connection. Called by the MongoDB stand-in; knows nothing of commands and stores nothing.
 * Source: https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/
 */
import { deserialize, serialize } from 'bson';

/** A BSON document as plain values. Binary data stays `Binary`; integers that fit become numbers. */
export type Doc = Record<string, unknown>;

/** One message of a client. */
export interface WireMessage {
  readonly opCode: number;
  readonly requestId: number;
  /** The command; document sequences are put back in as arrays. `$db` names the database. */
  readonly command: Doc;
  /** False for an unacknowledged write. */
  readonly wantsReply: boolean;
}

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
/** The longest message that the server takes; the handshake announces it. */
export const MAX_MESSAGE_BYTES = 48_000_000;
const HEADER_BYTES = 16;
const CHECKSUM_BYTES = 4;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;

/** Cuts a connection's bytes into whole messages; `rest` is the beginning of the next one. */
export function splitMessages(bytes: Buffer): { messages: Buffer[]; rest: Buffer } {
  const messages: Buffer[] = [];
  let rest = bytes;
  while (rest.length >= HEADER_BYTES) {
    const length = rest.readInt32LE(0);
    if (length < HEADER_BYTES || length > MAX_MESSAGE_BYTES) {
      throw new Error(`A wire message cannot be ${length} bytes long.`);
    }
    if (rest.length < length) break;
    messages.push(rest.subarray(0, length));
    rest = rest.subarray(length);
  }
  return { messages, rest };
}

/** Reads one whole message. Throws on an opcode that the stand-in never announced, such as OP_COMPRESSED. */
export function decodeMessage(message: Buffer): WireMessage {
  const requestId = message.readInt32LE(4);
  const opCode = message.readInt32LE(12);
  if (opCode === OP_QUERY) {
    return { opCode, requestId, command: decodeQuery(message), wantsReply: true };
  }
  if (opCode !== OP_MSG) throw new Error(`The wire opcode ${opCode} is not supported.`);

  const flags = message.readUInt32LE(HEADER_BYTES);
  const end = message.length - (flags & CHECKSUM_PRESENT ? CHECKSUM_BYTES : 0);
  const sections = message.subarray(HEADER_BYTES + 4, end);
  return { opCode, requestId, command: decodeSections(sections), wantsReply: !(flags & MORE_TO_COME) };
}

/** The reply to a message, in the form that the message asked for. */
export function encodeReply(to: WireMessage, reply: Doc): Buffer {
  const body = serialize(reply, { ignoreUndefined: true });
  if (to.opCode !== OP_QUERY) return frame(OP_MSG, to.requestId, [Buffer.alloc(5), body]);

  // Response flags, cursor id, starting position, number of documents.
  const fields = Buffer.alloc(20);
  fields.writeInt32LE(1, 16);
  return frame(OP_REPLY, to.requestId, [fields, body]);
}

function frame(opCode: number, responseTo: number, parts: Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeInt32LE(HEADER_BYTES + body.length, 0);
  header.writeInt32LE(responseTo, 8);
  header.writeInt32LE(opCode, 12);
  return Buffer.concat([header, body]);
}

/** Flags, collection name, skip, limit, then the command. */
function decodeQuery(message: Buffer): Doc {
  const [collection, afterName] = readCString(message, HEADER_BYTES + 4);
  const [command] = readDocument(message, afterName + 8);
  return { ...command, $db: collection.split('.')[0] };
}

/** Sections of kind 0 hold the command; those of kind 1 one array of it each, such as the documents to insert. */
function decodeSections(sections: Buffer): Doc {
  let command: Doc = {};
  const sequences: Record<string, Doc[]> = {};
  let offset = 0;
  while (offset < sections.length) {
    const kind = sections.readUInt8(offset);
    if (kind === 0) {
      [command, offset] = readDocument(sections, offset + 1);
    } else {
      const end = offset + 1 + sections.readInt32LE(offset + 1);
      const [name, afterName] = readCString(sections, offset + 5);
      sequences[name] = readDocuments(sections.subarray(afterName, end));
      offset = end;
    }
  }
  return { ...command, ...sequences };
}

function readDocuments(bytes: Buffer): Doc[] {
  const documents: Doc[] = [];
  let offset = 0;
  while (offset < bytes.length) {
    const [document, next] = readDocument(bytes, offset);
    documents.push(document);
    offset = next;
  }
  return documents;
}

function readDocument(bytes: Buffer, offset: number): [Doc, number] {
  const end = offset + bytes.readInt32LE(offset);
  return [deserialize(bytes.subarray(offset, end)), end];
}

function readCString(bytes: Buffer, offset: number): [string, number] {
  const end = bytes.indexOf(0, offset);
  return [bytes.toString('utf8', offset, end), end + 1];
}
