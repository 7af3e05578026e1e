import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { AnyStateNode } from 'xstate';
import { callMachine } from '../../machines/call.machine.js';
import { elementId } from '../../scripts/chart/look.js';
import { statechartSvg } from '../../scripts/chart/statechart-svg.js';

const picture = new URL('../../docs/call.svg', import.meta.url);

const idsWithin = (node: AnyStateNode): string[] =>
  Object.values(node.states).flatMap((state) => [state.id, ...idsWithin(state)]);

describe('the picture of the chart', () => {
  test('in docs/call.svg is that of the present chart; `npm run chart` draws it anew', async () => {
    const drawn = await statechartSvg(callMachine);
    // Not `toBe`: the difference of two pictures fills screens and tells nothing.
    expect((await readFile(picture, 'utf8')) === drawn).toBe(true);
  });

  test('shows every state', async () => {
    const drawn = await statechartSvg(callMachine);
    const shown = new Set(
      [...drawn.matchAll(/<g id="([^"]+)"/g)].map(([, id]) => id?.replaceAll('&#45;', '-')),
    );
    const states = idsWithin(callMachine.root);
    expect(states.length).toBeGreaterThan(15);
    expect(states.filter((id) => !shown.has(elementId(id)))).toEqual([]);
  });
});
