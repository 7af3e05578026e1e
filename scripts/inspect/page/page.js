/** Shows the call on the page, as it is now or as it was at a chosen moment. Takes its messages from /feed. */
import { createCallView } from './call-view.js';

const view = createCallView();
const { call } = view;
/** The moment that is looked at; null for the present. */
let chosen = null;
let lit = [];

const byId = (id) => document.getElementById(id);
const element = (name, className, ...content) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
};

const clock = (seconds) =>
  seconds === null ? '–' : `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

/** `xstate.done.actor.dial` is what the library calls it; a reader wants `dial done`. */
const plainName = (event) => {
  const [, kind, first, second] = /^xstate\.(\w+)\.?([^.]*)\.?([^.]*)/.exec(event) ?? [];
  if (kind === 'init') return 'the call begins';
  if (kind === 'after') return `after ${first}`;
  if (kind === 'done') return `${second} done`;
  if (kind === 'error') return `${second} failed`;
  return event;
};

const shownIndex = () => chosen ?? call.moments.length - 1;

const showHeader = (moment) => {
  if (call.about) {
    const { contact, speed } = call.about;
    byId('practice').textContent = contact.practiceName;
    byId('about').textContent =
      `Dr. ${contact.fName} ${contact.lName}, ${contact.phone}, ${contact.state} · a rehearsal, ${speed} times as fast as a telephone`;
  }
  if (!moment) return;
  byId('clock').textContent = clock(moment.seconds);
  byId('state').textContent = moment.isOver
    ? `settled: ${(moment.ending ?? '').replaceAll('_', ' ')}`
    : moment.place;
  byId('live').hidden = chosen === null;
};

const showChart = (moment) => {
  const ids = (moment?.active ?? []).map((id) => `state-${id}`);
  for (const id of lit) byId(id)?.classList.remove('active');
  for (const id of ids) byId(id)?.classList.add('active');
  const entered = ids.some((id) => !lit.includes(id));
  lit = ids;
  if (entered) bringIntoView(moment);
};

/** Keeps the conversation's own state in the middle of the chart's panel. */
const bringIntoView = (moment) => {
  const panel = byId('chart');
  const state = byId(`state-call.${moment.place.replace('connected.', 'connected.conversation.')}`);
  if (!state) return;
  const box = state.getBoundingClientRect();
  const frame = panel.getBoundingClientRect();
  const top = panel.scrollTop + box.top - frame.top - (frame.height - box.height) / 2;
  panel.scrollTo({ top, behavior: 'smooth' });
};

const itemElement = (item) => {
  if (item.kind === 'tool') {
    const args = Object.entries(item.args ?? {}).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
    return element(
      'li',
      'tool',
      element('code', '', `${item.name}(${args.join(', ')})`),
      element('div', 'who', `→ ${item.reply ?? 'nothing more to say'}`),
    );
  }
  const who = item.kind === 'agent' ? 'Agent' : 'Practice';
  const cut = item.interrupted ? ', interrupted' : '';
  return element('li', item.kind, element('span', 'who', `${who} · ${clock(item.seconds)}${cut}`), item.text);
};

const showConversation = (moment) => {
  const list = byId('conversation');
  const items = call.items.filter((item) => item.moment <= shownIndex()).map(itemElement);
  if (moment?.floor === 'agent' || moment?.floor === 'practice') {
    items.push(element('li', `${moment.floor} speaking`, `the ${moment.floor} is speaking …`));
  }
  list.replaceChildren(...items);
  list.scrollTop = list.scrollHeight;
};

let shownBrief = null;
const showBrief = () => {
  const brief = call.briefs.findLast(({ moment }) => moment <= shownIndex());
  if (!brief || brief === shownBrief) return;
  shownBrief = brief;
  byId('stage').textContent =
    `${brief.stage} · ${brief.instructions.length.toLocaleString('en-US')} characters`;
  const came = (tool) => !brief.former.includes(tool);
  const gone = brief.former.filter((tool) => !brief.tools.includes(tool));
  byId('tools').replaceChildren(
    ...brief.tools.map((tool) => element('li', came(tool) ? 'came' : '', tool)),
    ...gone.map((tool) => element('li', 'gone', tool)),
    ...(brief.tools.length + gone.length === 0 ? [element('li', '', 'no tools')] : []),
  );
  byId('instructions').textContent = brief.instructions;
  byId('instructions').scrollTop = 0;
};

const eventElement = (moment) => {
  const row = element(
    'li',
    '',
    element('time', '', clock(moment.seconds)),
    element('span', '', plainName(moment.event)),
    element('span', 'led', moment.moved ? `→ ${moment.place}` : ''),
  );
  row.tabIndex = 0;
  const choose = () => {
    chosen = moment.index;
    show();
  };
  row.addEventListener('click', choose);
  row.addEventListener('keydown', ({ key }) => {
    if (key === 'Enter') choose();
  });
  return row;
};

const showEvents = () => {
  const list = byId('events');
  const known = list.children.length;
  for (const moment of call.moments.slice(known)) list.append(eventElement(moment));
  for (const row of list.querySelectorAll('.chosen')) row.classList.remove('chosen');
  if (chosen !== null) list.children[chosen]?.classList.add('chosen');
  else if (call.moments.length > known) list.scrollTop = list.scrollHeight;
};

const show = () => {
  const moment = call.moments[shownIndex()];
  showHeader(moment);
  showChart(moment);
  showConversation(moment);
  showBrief();
  showEvents();
};

byId('live').addEventListener('click', () => {
  chosen = null;
  show();
});

let due = false;
const feed = new WebSocket(`ws://${location.host}/feed`);
feed.addEventListener('message', ({ data }) => {
  if (!view.take(JSON.parse(data)) || due) return;
  // Many messages come at once when the page is opened late: they are shown together.
  due = true;
  requestAnimationFrame(() => {
    due = false;
    show();
  });
});
feed.addEventListener('close', () => {
  byId('about').textContent += ' · the inspector was closed';
});
