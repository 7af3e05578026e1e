import { readFile } from 'node:fs/promises';
import { instance } from '@viz-js/viz';
import { beforeAll, describe, expect, test } from 'vitest';
import type { AnyStateNode } from 'xstate';
import { callMachine } from '../../machines/call.machine.js';
import { arrowId, elementId } from '../../scripts/chart/look.js';
import { TOOL_EVENTS } from '../../scripts/chart/possible.js';
import { statechartDot } from '../../scripts/chart/statechart-dot.js';
import { statechartSvg } from '../../scripts/chart/statechart-svg.js';

const fileOf = (path: string): Promise<string> => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');

const within = (node: AnyStateNode): AnyStateNode[] =>
  Object.values(node.states).flatMap((state) => [state, ...within(state)]);

const plain = (text: string): string =>
  text
    .replaceAll('&#45;', '-')
    .replaceAll('&gt;', '>')
    .replaceAll(/&#160;|\u00a0/g, ' ');

const textsOf = (svg: string): string[] =>
  [...svg.matchAll(/<text[^>]*>([^<]*)/g)].map(([, text = '']) => plain(text));

/** The words of each box and of each arrow by its element's id. */
const partsOf = (svg: string): Map<string, string> =>
  new Map(
    svg
      .split('<!-- ')
      .map((part) => [plain(/<g id="([^"]+)"/.exec(part)?.[1] ?? ''), textsOf(part).join(' ')]),
  );

describe('the picture of the chart', () => {
  let drawn = '';
  beforeAll(async () => {
    drawn = await statechartSvg(callMachine);
  });

  test('in docs/call.svg is that of the present chart; `npm run chart` draws it anew', async () => {
    // Not `toBe`: the difference of two pictures fills screens and tells nothing.
    expect((await fileOf('docs/call.svg')) === drawn).toBe(true);
  });

  test('is drawn without a warning', async () => {
    const viz = await instance();
    expect(viz.render(statechartDot(callMachine), { format: 'svg' }).errors).toEqual([]);
  });

  test('names every state, in an element with an id of its own', () => {
    const ids = [...drawn.matchAll(/<g id="([^"]+)"/g)].map(([, id = '']) => plain(id));
    const texts = textsOf(drawn);
    const states = within(callMachine.root);
    expect(states.length).toBeGreaterThan(40);
    expect(states.filter(({ id }) => ids.filter((shown) => shown === elementId(id)).length !== 1)).toEqual(
      [],
    );
    expect(states.filter(({ key }) => !texts.includes(key))).toEqual([]);
  });

  test('tells every event that leads from one state of the conversation to another', () => {
    const conversation = callMachine.root.states['connected']?.states['conversation'];
    if (conversation === undefined) throw new Error('there is no conversation in the chart');
    const stages = Object.values(conversation.states);
    const stageOf = (node: AnyStateNode) => stages.find((stage) => [stage, ...within(stage)].includes(node));
    const parts = partsOf(drawn);
    const untold: string[] = [];
    let moves = 0;
    for (const node of [conversation, ...within(conversation)]) {
      const from = stageOf(node);
      for (const { eventType, target } of [...node.transitions.values()].flat()) {
        const to = target?.map(stageOf).find((stage) => stage !== from);
        if (to === undefined || eventType.startsWith('xstate.')) continue;
        moves += 1;
        const sources = from ? [from] : stages;
        const places = [
          elementId(to.id),
          ...(from ? [elementId(from.id)] : []),
          ...sources.map((source) => arrowId(source.id, to.id)),
        ];
        if (places.some((place) => parts.get(place)?.includes(eventType))) continue;
        untold.push(`${node.id}: ${eventType} -> ${to.id}`);
      }
    }
    expect(untold).toEqual([]);
    expect(moves).toBeGreaterThan(30);
  });

  test('takes each tool for the event that the vocabulary says it raises', async () => {
    const documented = (await fileOf('machines/call.events.ts')).matchAll(
      /Tool `(\w+)`(?:(?!\*\/).)*\*\/\s+'([\w.]+)'/g,
    );
    expect(TOOL_EVENTS).toEqual(Object.fromEntries([...documented].map(([, tool, event]) => [tool, event])));
  });
});
