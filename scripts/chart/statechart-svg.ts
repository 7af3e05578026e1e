/**
 * A statechart as an SVG picture. Used by `npm run chart` for the README and by `npm run inspect` for its page.
 * Graphviz runs inside this process; the same chart gives the same picture, byte by byte, on every machine.
 */
import { instance } from '@viz-js/viz';
import type { AnyStateMachine } from 'xstate';
import { statechartDot } from './statechart-dot.js';

/** The `<svg>` element alone, without an XML declaration, so that it can stand in a page as well as in a file. */
export const statechartSvg = async (machine: AnyStateMachine): Promise<string> => {
  const viz = await instance();
  const drawn = viz.renderString(statechartDot(machine), { format: 'svg' });
  return drawn
    .slice(drawn.indexOf('<svg'))
    .replaceAll('font-family="Helvetica"', 'font-family="Helvetica, Arial, sans-serif"')
    .replaceAll(ARROW, '$1→')
    .replaceAll(CELL, '<g id="$1" class="step"><g><title>$2</title>')
    .replaceAll('</a>', '</g>');
};

/** `TO` in a text. */
const ARROW = /(<text[^>]*>[^<]*)&#45;&gt;/g;

/** Graphviz gives a table cell an id only as part of a link; here it is to be a group like any other. */
const CELL = /<g id="a_([^"]+)"><a xlink:title="([^"]*)">/g;
