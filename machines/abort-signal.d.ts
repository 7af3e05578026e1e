/**
 * The one platform type that a port's signature needs. The chart itself never aborts and never listens;
 * where Node's own declaration is present, this one merges with it.
 */
interface AbortSignal {
  readonly aborted: boolean;
}
