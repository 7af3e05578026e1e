/**
 * A statechart as an SVG picture. Used by `npm run chart` for the README and by `npm run inspect` for its page.
 * Graphviz runs inside this process; the same chart gives the same picture, byte by byte, on every machine.
 */
import { instance } from '@viz-js/viz';
import type { AnyStateMachine } from 'xstate';
import { FONTS, MEASURED_FONT } from './look.js';
import { statechartDot } from './statechart-dot.js';

/** The `<svg>` element alone, without an XML declaration, so that it can stand in a page as well as in a file. */
export const statechartSvg = async (machine: AnyStateMachine): Promise<string> => {
  const viz = await instance();
  const drawn = viz.renderString(statechartDot(machine), { format: 'svg' });
  return drawn
    .slice(drawn.indexOf('<svg'))
    .replaceAll(`font-family="${MEASURED_FONT}"`, `font-family="${FONTS}"`)
    .replaceAll(ARROW, '$1→')
    .replaceAll(CELL, '<g id="$1" class="step"><g><title>$2</title>')
    .replaceAll('</a>', '</g>')
    .replaceAll(ALONE, centred);
};

/** `TO` in a text. */
const ARROW = /(<text[^>]*>[^<]*)&#45;&gt;/g;

/** Graphviz gives a table cell an id only as part of a link; here it is to be a group like any other. */
const CELL = /<g id="a_([^"]+)"><a xlink:title="([^"]*)">/g;

/** A box, or a cell, with one text in it and nothing else. */
const ALONE =
  /(<path[^>]* d="([^"]*)"\/>\n<text[^>]*) text-anchor="start" x="[^"]*"([^>]*>[^<]*<\/text>\n<\/g>)/g;

/** In a font that is narrower than the one that was measured, it would stand at the left. */
const centred = (_: string, before: string, outline: string, after: string): string => {
  const xs = [...outline.matchAll(/(-?[\d.]+),/g)].map(([, x]) => Number(x));
  const middle = (Math.min(...xs) + Math.max(...xs)) / 2;
  return `${before} text-anchor="middle" x="${middle.toFixed(2)}"${after}`;
};
