/**
 * An object as the S3 stand-in keeps it; also what a rehearsal reads of it.
 */
export interface S3Object {
  readonly body: Buffer;
  readonly contentType: string;
  /** In quotes, as S3 gives it. */
  readonly etag: string;
  readonly lastModified: Date;
  /** Headers that S3 gives back with the object: `x-amz-meta-*`, content-encoding and the like. */
  readonly metadata: Readonly<Record<string, string>>;
}
