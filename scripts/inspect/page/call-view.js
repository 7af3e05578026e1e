/**
 * What the feed tells of the call, as plain data: moments, utterances, tool calls and briefs, each with the moment
 * it belongs to, so that the call can be shown as it was at any of them. Touches no document.
 */

/** `{connected: {floor: 'quiet'}}` gives `call.connected`, `call.connected.floor`, `call.connected.floor.quiet`. */
export const activeStates = (value, path = 'call') => {
  if (typeof value === 'string') return [`${path}.${value}`];
  return Object.entries(value ?? {}).flatMap(([key, inner]) => [
    `${path}.${key}`,
    ...activeStates(inner, `${path}.${key}`),
  ]);
};

/** Where the call is, without what goes on beside the conversation: `connected.greeting.saying`. */
export const place = (value) => {
  if (typeof value === 'string') return value;
  if (value?.conversation !== undefined) return place(value.conversation);
  const [[key, inner] = []] = Object.entries(value ?? {});
  const rest = inner === undefined ? '' : place(inner);
  return rest ? `${key}.${rest}` : (key ?? '');
};

export const createCallView = () => {
  const call = { about: null, moments: [], items: [], briefs: [] };
  let root = null;
  let answeredAtMs = null;

  const secondsAt = (atMs) =>
    answeredAtMs === null ? null : Math.max(0, ((atMs - answeredAtMs) / 1000) * (call.about?.speed ?? 1));

  /** The chart took an event: a new moment. */
  const noteMoment = ({ event, snapshot, createdAt }) => {
    const atMs = Number(createdAt);
    const active = activeStates(snapshot.value);
    if (answeredAtMs === null && active.includes('call.connected')) answeredAtMs = atMs;
    const before = call.moments.at(-1);
    const moment = {
      index: call.moments.length,
      seconds: secondsAt(atMs),
      event: event.type,
      active,
      place: place(snapshot.value),
      floor: snapshot.value?.connected?.floor ?? null,
      isOver: snapshot.status === 'done',
      ending: snapshot.context?.meeting ? 'meeting booked' : (snapshot.context?.ending ?? null),
    };
    moment.moved = moment.place !== before?.place;
    call.moments.push(moment);
    const [speaker, what] = event.type.split('.');
    if (what === 'spoke' && event.text) {
      const { text, interrupted = false, startedAtMs } = event;
      call.items.push({
        moment: moment.index,
        kind: speaker,
        text,
        interrupted,
        seconds: secondsAt(startedAtMs),
      });
    }
  };

  const noteObserved = ({ observation, atMs }) => {
    const moment = Math.max(0, call.moments.length - 1);
    if (observation.kind === 'tool') {
      const { name, args, reply } = observation;
      call.items.push({ moment, kind: 'tool', name, args, reply, seconds: secondsAt(atMs) });
      return;
    }
    const { brief, instructions } = observation;
    const former = call.briefs.at(-1)?.tools ?? [];
    call.briefs.push({ moment, stage: brief.stage, instructions, tools: brief.tools, former });
  };

  return {
    call,
    /** Takes one message; true when there is something new to show. */
    take(message) {
      switch (message.type) {
        case 'call.about':
          call.about = message;
          return true;
        case 'call.observed':
          noteObserved(message);
          return true;
        case '@xstate.actor':
          if (!message.parentId) root ??= message.sessionId;
          return false;
        case '@xstate.snapshot':
          if (message.sessionId !== root) return false;
          noteMoment(message);
          return true;
        default:
          return false;
      }
    },
  };
};
