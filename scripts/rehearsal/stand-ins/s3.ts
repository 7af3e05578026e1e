/**
 * S3, as far as storing and reading whole objects: PUT, GET, HEAD, DELETE and ListObjectsV2. Reached by
 * @aws-sdk/client-s3 through `endpoint` with `forcePathStyle: true`. Keeps objects in memory. It checks checksums and
 * the access key's id, not signatures; it has no multipart uploads.
 */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { type HttpReply, type HttpRequest, pathSegments, startHttpStandIn } from './http-stand-in.js';
import { readContent } from './s3/content.js';
import type { S3Object } from './s3/s3-object.js';
import { listing, s3Error } from './s3/xml.js';
import type { StandIn } from './stand-in.js';

/**
 * `delete-denied`: the key may store and not delete. `wrong-secret`: the signature is not the key's. `wrong-region`: the
 * bucket is elsewhere.
 */
export type S3Failure =
  | 'access-denied'
  | 'delete-denied'
  | 'no-such-bucket'
  | 'slow-down'
  | 'wrong-region'
  | 'wrong-secret';

export interface S3StandIn extends StandIn<S3Failure> {
  /** What a bucket holds, by key. Throws for a bucket that does not exist. */
  objects(bucket: string): ReadonlyMap<string, S3Object>;
}

export interface S3Options {
  readonly buckets: readonly string[];
  /** The only access key that is known; any is taken unless told. */
  readonly accessKeyId?: string;
}

/** Starts it with these buckets; it creates no others. */
export async function startS3StandIn({ buckets, accessKeyId }: S3Options): Promise<S3StandIn> {
  const store = new Map(buckets.map((bucket) => [bucket, new Map<string, S3Object>()]));

  const answer = (request: HttpRequest): HttpReply => {
    const [bucket = '', ...rest] = pathSegments(request.path);
    const { authorization } = request.headers;
    if (!authorization) return accessDenied();
    const used = /Credential=([^/]+)\//.exec(authorization)?.[1];
    if (accessKeyId !== undefined && used !== accessKeyId) {
      const message = 'The AWS Access Key Id you provided does not exist in our records.';
      return s3Error(403, 'InvalidAccessKeyId', message);
    }
    const objects = store.get(bucket);
    if (!objects) return noSuchBucket();
    const key = rest.join('/');
    return key === '' ? answerForBucket(bucket, objects, request) : answerForObject(objects, key, request);
  };

  const standIn = await startHttpStandIn<S3Failure>({
    name: 's3',
    answer,
    failures: {
      error: () => s3Error(500, 'InternalError', 'We encountered an internal error. Please try again.'),
      'access-denied': accessDenied,
      'delete-denied': (request) => (request.method === 'DELETE' ? accessDenied() : answer(request)),
      'no-such-bucket': noSuchBucket,
      'slow-down': () => s3Error(503, 'SlowDown', 'Please reduce your request rate.'),
      'wrong-region': () =>
        s3Error(
          301,
          'PermanentRedirect',
          'The bucket you are attempting to access must be addressed using the specified endpoint.',
        ),
      'wrong-secret': () =>
        s3Error(
          403,
          'SignatureDoesNotMatch',
          'The request signature we calculated does not match the signature you provided.',
        ),
    },
  });
  return {
    ...standIn,
    objects(bucket) {
      const objects = store.get(bucket);
      if (!objects) throw new Error(`The S3 stand-in was started without the bucket ${bucket}.`);
      return objects;
    },
  };
}

function answerForBucket(
  bucket: string,
  objects: ReadonlyMap<string, S3Object>,
  { method, query }: HttpRequest,
): HttpReply {
  if (method === 'HEAD') return { status: 200 };
  if (method !== 'GET') return notAllowed();
  return listing(bucket, query.get('prefix') ?? '', objects);
}

function answerForObject(objects: Map<string, S3Object>, key: string, request: HttpRequest): HttpReply {
  switch (request.method) {
    case 'PUT':
      return put(objects, key, request);
    case 'GET':
    case 'HEAD':
      return get(objects.get(key));
    case 'DELETE':
      objects.delete(key);
      return { status: 204 };
    default:
      return notAllowed();
  }
}

function put(objects: Map<string, S3Object>, key: string, request: HttpRequest): HttpReply {
  const { body, checksum } = readContent(request);
  const computed = crc32Base64(body);
  if (checksum !== null && checksum !== computed) {
    return s3Error(400, 'BadDigest', 'The CRC32 you specified did not match the calculated checksum.');
  }
  const etag = `"${createHash('md5').update(body).digest('hex')}"`;
  objects.set(key, {
    body,
    contentType: request.headers['content-type'] ?? 'application/octet-stream',
    etag,
    lastModified: new Date(),
    metadata: keptHeaders(request),
  });
  return { status: 200, headers: { etag, 'x-amz-checksum-crc32': computed } };
}

function get(object: S3Object | undefined): HttpReply {
  if (!object) return s3Error(404, 'NoSuchKey', 'The specified key does not exist.');
  const { body, contentType, etag, lastModified, metadata } = object;
  return {
    status: 200,
    headers: {
      ...metadata,
      'content-type': contentType,
      etag,
      'last-modified': lastModified.toUTCString(),
      'x-amz-checksum-crc32': crc32Base64(body),
    },
    body,
  };
}

function keptHeaders({ headers }: HttpRequest): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const isKept = name.startsWith('x-amz-meta-') || ['cache-control', 'content-disposition'].includes(name);
    if (isKept && typeof value === 'string') kept[name] = value;
  }
  return kept;
}

function crc32Base64(body: Buffer): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(body));
  return bytes.toString('base64');
}

function accessDenied(): HttpReply {
  return s3Error(403, 'AccessDenied', 'Access Denied');
}

function noSuchBucket(): HttpReply {
  return s3Error(404, 'NoSuchBucket', 'The specified bucket does not exist');
}

function notAllowed(): HttpReply {
  return s3Error(405, 'MethodNotAllowed', 'The specified method is not allowed against this resource.');
}
