/**
 * The S3 bucket: stores an object of a few words where the transcripts go, as the worker does, and removes it. The
 * worker needs s3:PutObject alone, so a probe that cannot be removed is no fault: the next one replaces it.
 */
import { defineCheck, type Given } from '../check.js';
import { type Address, hostOf, messageOf, statusNote, unknownNote } from '../network.js';
import { fails, type Note, warns, works } from '../note.js';
import { check } from '../remedy.js';

/** Under the prefix that the worker's key may be restricted to; no campaign has such an id. */
const KEY = 'calls/doctor/probe.txt';
const BODY = 'npm run doctor was here. This file may be deleted.\n';

type S3Settings = Given<'S3_BUCKET' | 'AWS_REGION'>['settings'];

export const s3 = defineCheck({
  service: 'S3',
  required: true,
  needs: ['S3_BUCKET', 'AWS_REGION'],
  async run({ settings, signal }) {
    const { S3_BUCKET: bucket, AWS_REGION: region, S3_ENDPOINT: endpoint } = settings;
    const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = settings;
    const { DeleteObjectCommand, PutObjectCommand, S3Client } = await loadSdk();
    const client = new S3Client({
      region,
      maxAttempts: 1,
      ...(endpoint && { endpoint, forcePathStyle: true }),
      ...(accessKeyId && secretAccessKey && { credentials: { accessKeyId, secretAccessKey } }),
    });
    const probe = { Bucket: bucket, Key: KEY };
    const options = { abortSignal: signal };
    try {
      await client.send(
        new PutObjectCommand({
          ...probe,
          Body: BODY,
          ContentType: 'text/plain',
          ServerSideEncryption: 'AES256',
        }),
        options,
      );
      const stored = works(`the bucket ${bucket} takes objects`);
      const removed = client.send(new DeleteObjectCommand(probe), options);
      return [stored, ...(await removed.then(() => [], notRemoved))];
    } catch (error) {
      return [troubleOf(error, settings)];
    } finally {
      client.destroy();
    }
  },
});

const loadSdk = () => {
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  return import('@aws-sdk/client-s3');
};

const notRemoved = (error: unknown): Note[] => [
  warns(
    `the probe ${KEY} stays there (${messageOf(error)})`,
    'Nothing: the worker deletes nothing. The next probe replaces this one.',
  ),
];

/** Source of the names: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
function troubleOf(
  error: unknown,
  { S3_BUCKET: bucket, AWS_REGION: region, S3_ENDPOINT: endpoint }: S3Settings,
): Note {
  const address: Address = {
    host: endpoint ? hostOf(endpoint) : `s3.${region}.amazonaws.com`,
    setting: endpoint ? 'S3_ENDPOINT' : 'AWS_REGION',
  };
  const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
  switch (name) {
    case 'NoSuchBucket':
      return fails('not-there', `there is no bucket ${bucket}`, check('S3_BUCKET', 'AWS_REGION'));
    case 'PermanentRedirect':
    case 'AuthorizationHeaderMalformed':
    case 'IllegalLocationConstraintException':
      return fails('wrong-host', `the bucket ${bucket} is not in ${region}`, check('AWS_REGION'));
    case 'InvalidAccessKeyId':
      return fails('wrong-key', 'the access key is unknown', check('AWS_ACCESS_KEY_ID'));
    case 'SignatureDoesNotMatch':
      return fails(
        'wrong-key',
        'the secret does not belong to the access key',
        check('AWS_SECRET_ACCESS_KEY'),
      );
    case 'ExpiredToken':
    case 'InvalidToken':
      return fails(
        'wrong-key',
        'the session token has expired',
        check('AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'),
      );
    case 'CredentialsProviderError':
      return fails(
        'not-set',
        'the AWS default chain has no key',
        check('AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'),
      );
    case 'AccessDenied':
      return fails(
        'no-permission',
        `the key may not write to the bucket ${bucket}`,
        'Allow the key s3:PutObject on calls/* of the bucket: AWS console > IAM.',
      );
    default: {
      const status = $metadata?.httpStatusCode;
      return status === undefined ? unknownNote(error, address) : statusNote(status, address);
    }
  }
}
