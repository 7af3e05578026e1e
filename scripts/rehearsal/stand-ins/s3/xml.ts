/**
 * S3's replies in XML: errors and the listing of a bucket. Called by the S3 stand-in.
 */
import type { HttpReply } from '../http-stand-in.js';
import type { S3Object } from './s3-object.js';

/** Source: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export function s3Error(status: number, code: string, message: string): HttpReply {
  return xml(
    status,
    `<Error><Code>${code}</Code><Message>${message}</Message><RequestId>0</RequestId></Error>`,
  );
}

/** All keys with the prefix, in order and in one page. */
export function listing(bucket: string, prefix: string, objects: ReadonlyMap<string, S3Object>): HttpReply {
  const listed = [...objects]
    .filter(([key]) => key.startsWith(prefix))
    .sort(([one], [other]) => (one < other ? -1 : 1));
  const contents = listed.map(
    ([key, { body, etag, lastModified }]) =>
      `<Contents><Key>${escapeXml(key)}</Key><LastModified>${lastModified.toISOString()}</LastModified>` +
      `<ETag>${escapeXml(etag)}</ETag><Size>${body.length}</Size></Contents>`,
  );
  return xml(
    200,
    `<ListBucketResult><Name>${bucket}</Name><Prefix>${escapeXml(prefix)}</Prefix>` +
      `<KeyCount>${listed.length}</KeyCount><IsTruncated>false</IsTruncated>${contents.join('')}</ListBucketResult>`,
  );
}

function xml(status: number, content: string): HttpReply {
  return {
    status,
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${content}`,
  };
}

function escapeXml(text: string): string {
  return text.replace(/[<>&"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
