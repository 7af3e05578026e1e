/**
 * Keeps a fault of LiveKit's native layer (@livekit/rtc-node 0.13.35) from ending the process and the other calls in it:
 * where it dropped a room by itself, the garbage collector drops its handle once more, and that is an uncaught exception.
 * Every other exception takes its course. Installed by the line while it is open.
 */

/** Returns the function that takes it away. */
export const surviveDroppedHandles = (onSurvived: () => void): (() => void) => {
  const listener = (error: Error): void => {
    if (isDroppedHandle(error)) onSurvived();
    // With a listener, Node does not end the process by itself.
    else if (process.listenerCount('uncaughtException') === 1) throw error;
  };
  process.on('uncaughtException', listener);
  return () => process.off('uncaughtException', listener);
};

/** For whoever listens for uncaught exceptions beside the line. */
export const isDroppedHandle = (error: unknown): boolean => {
  const { code, message } = (error ?? {}) as { readonly code?: unknown; readonly message?: unknown };
  return code === 'GenericFailure' && message === 'trying to drop an invalid handle';
};
