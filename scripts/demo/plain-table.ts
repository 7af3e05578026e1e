/** A table without lines, as the commands of this folder's neighbours print it: columns, and two spaces between them. */
import Table from 'cli-table3';
import pc from 'picocolors';

const NO_LINES = Object.fromEntries(
  ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right']
    .concat(['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle'])
    .map((part) => [part, '']),
);

/** `widths` are those of the columns, the space after them included. Default: as wide as what is in them. */
export const plainTable = (head: readonly string[], widths?: readonly number[]): Table.Table =>
  new Table({
    head: head.map((title) => pc.dim(title)),
    chars: NO_LINES,
    style: { head: [], 'padding-left': 0, 'padding-right': 2 },
    ...(widths ? { colWidths: [...widths] } : {}),
  });
