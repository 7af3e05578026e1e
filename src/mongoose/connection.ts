/**
 * The connection to MongoDB. Everything that reads or writes a model calls `mongoConnect()` first.
 * Reads `MONGODB_URI` when it connects, never when it is imported.
 */
import mongoose from 'mongoose';

/** How long a query waits for a server to be there. */
const SERVER_SELECTION_TIMEOUT_MS = 5_000;
/** How long a server may take to answer; no query of this worker takes a second. */
const ANSWER_TIMEOUT_MS = 5_000;

let connecting: Promise<typeof mongoose> | null = null;

/**
 * Connects once; later calls share that connection, which mongoose itself restores when it drops.
 * After a failure the next call tries again.
 *
 * @throws Error that says what to check; the driver's own error is its cause
 */
export default function mongoConnect(): Promise<typeof mongoose> {
  if (connecting !== null) return connecting;
  const attempt = connect();
  connecting = attempt;
  const forget = (): void => {
    if (connecting === attempt) connecting = null;
  };
  // A connection that dropped is not closed: mongoose restores it, and a second one would leak the first.
  attempt.then(({ connection }) => connection.once('close', forget), forget);
  return attempt;
}

async function connect(): Promise<typeof mongoose> {
  const uri = process.env['MONGODB_URI']?.trim();
  if (!uri) throw new Error('MONGODB_URI is not set. Set it to the URI of the MongoDB with the campaigns.');
  try {
    return await mongoose.connect(uri, {
      serverSelectionTimeoutMS: SERVER_SELECTION_TIMEOUT_MS,
      socketTimeoutMS: ANSWER_TIMEOUT_MS,
      connectTimeoutMS: ANSWER_TIMEOUT_MS,
    });
  } catch (error) {
    await mongoose.disconnect();
    throw new Error(
      'MongoDB cannot be reached. Check MONGODB_URI, that the server is up, and that it admits this address.',
      { cause: error },
    );
  }
}

/** Closes the connection, if there is one. */
export async function mongoDisconnect(): Promise<void> {
  connecting = null;
  await mongoose.disconnect();
}
