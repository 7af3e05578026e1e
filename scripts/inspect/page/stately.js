/**
 * Hands the feed's messages to Stately's inspector in the frame, as its own relay does: it says
 * `@statelyai.connected` when it listens, and takes each message with `postMessage`.
 */
const STATELY = 'https://stately.ai';

const frame = document.getElementById('stately');
const waiting = [];
let listens = false;

const post = (message) => frame.contentWindow.postMessage(message, STATELY);

window.addEventListener('message', ({ origin, data }) => {
  if (origin !== STATELY || data?.type !== '@statelyai.connected') return;
  listens = true;
  for (const message of waiting.splice(0)) post(message);
});

new WebSocket(`ws://${location.host}/feed`).addEventListener('message', ({ data }) => {
  const message = JSON.parse(data);
  if (!message.type.startsWith('@xstate.')) return;
  if (listens) post(message);
  else waiting.push(message);
});
