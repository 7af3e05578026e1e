/**
 * The content of an upload to S3. Called by the S3 stand-in. The SDK sends a stream as `aws-chunked`: pieces with their
 * sizes, and the checksum in a trailer after them.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 */
import type { HttpRequest } from '../http-stand-in.js';

export interface Content {
  readonly body: Buffer;
  /** CRC32 as the client computed it, in base64; null when it sent none. */
  readonly checksum: string | null;
}

const CHECKSUM = 'x-amz-checksum-crc32';

/** Throws when chunked content is cut off. */
export function readContent({ headers, body }: HttpRequest): Content {
  const isChunked =
    headers['content-encoding']?.includes('aws-chunked') ||
    String(headers['x-amz-content-sha256']).startsWith('STREAMING-');
  const inHeader = headers[CHECKSUM];
  if (!isChunked) return { body, checksum: typeof inHeader === 'string' ? inHeader : null };

  const { content, trailers } = decodeChunks(body);
  const inTrailer = new RegExp(`^${CHECKSUM}:(.*)$`, 'im').exec(trailers)?.[1]?.trim();
  return { body: content, checksum: inTrailer ?? null };
}

/** Each chunk is `<size in hex>[;chunk-signature=...]\r\n<bytes>\r\n`; one of size 0 ends them. */
function decodeChunks(bytes: Buffer): { content: Buffer; trailers: string } {
  const chunks: Buffer[] = [];
  let offset = 0;
  for (;;) {
    const lineEnd = bytes.indexOf('\r\n', offset);
    const size = Number.parseInt(bytes.toString('latin1', offset, lineEnd), 16);
    const start = lineEnd + 2;
    if (lineEnd < 0 || Number.isNaN(size) || start + size > bytes.length) {
      throw new Error('The aws-chunked content is cut off.');
    }
    if (size === 0) return { content: Buffer.concat(chunks), trailers: bytes.toString('latin1', start) };
    chunks.push(bytes.subarray(start, start + size));
    offset = start + size + 2;
  }
}
