/** The chart of the README, as plain SVG. */

import type { Results, Row } from './results.js';

const BAR = 14;
const LINE = 20;
const LABEL = 250;
const PLOT = 380;
const WIDTH = LABEL + PLOT + 70;

function escapeXml(text: string): string {
  return text.replace(/[&<>]/g, (char) => `&#${char.charCodeAt(0)};`);
}

/** One group of bars, on a logarithmic scale from 1 to the largest ratio in the group. */
function group(title: string, bars: [label: string, ratio: number][], top: number): { svg: string; height: number } {
  const most = Math.max(...bars.map(([, ratio]) => ratio), 2);
  const lines = bars.map(([label, ratio], index) => {
    const y = top + 30 + index * LINE;
    const width = Math.max(1, (Math.log(Math.max(ratio, 1)) / Math.log(most)) * PLOT);
    const value = ratio >= 10 ? ratio.toFixed(0) : ratio.toFixed(1);
    return (
      `<text x="${LABEL - 8}" y="${y + 11}" text-anchor="end">${escapeXml(label)}</text>` +
      `<rect x="${LABEL}" y="${y}" width="${width.toFixed(1)}" height="${BAR}" rx="2"/>` +
      `<text x="${(LABEL + width + 6).toFixed(1)}" y="${y + 11}">${value}×</text>`
    );
  });
  const heading = `<text class="title" x="0" y="${top + 16}">${escapeXml(title)}</text>`;
  return { svg: `${heading}${lines.join('')}`, height: 30 + bars.length * LINE + 16 };
}

function ratiosTo(contestant: string, rows: Row[], operations: string[]): [label: string, ratio: number][] {
  return rows.flatMap(({ operation, set, ratios }): [string, number][] => {
    const ratio = operations.includes(operation) ? ratios[contestant] : undefined;
    return ratio === undefined ? [] : [[`${operation}: ${set}`, ratio]];
  });
}

/** Draws the results. The colors follow the reader's preference for light or dark. */
export function drawChart({ runtime, machine, rows }: Results): string {
  const operations = ['decodeClosePayload', 'encodeClosePayloadInto'];
  const toWs = ratiosTo('ws', rows, operations);
  const toReceiver = ratiosTo('ws Receiver', rows, ['decodeCloseFrame, masked', 'scanner']);
  const toFloor = ratiosTo('utf8Slice alone', rows, operations).filter(([label]) => !/codeonly|invalid/.test(label));
  const toDecoding = [
    ...ratiosTo('decodeClosePayload', rows, ['validateClosePayload']),
    ...ratiosTo('decodeCloseFrame', rows, ['validateCloseFrame, masked']),
  ];
  const toRust = ratiosTo('Rust', rows, operations);
  let top = 30;
  const groups: [string, [string, number][]][] = [
    ['How many times faster than the same steps of ws (longer is better)', [...toWs, ...toReceiver]],
    [
      'Time, divided by that of utf8Slice alone, which checks nothing (shorter is better)',
      toFloor.map(([label, ratio]) => [label, 1 / ratio]),
    ],
    ['How many times faster validating is than decoding (longer is better)', toDecoding],
    [
      'Time, divided by that of the same steps in Rust (shorter is better)',
      toRust.map(([label, ratio]) => [label, 1 / ratio]),
    ],
  ];
  const drawn = groups
    .filter(([, bars]) => bars.length > 0)
    .map(([title, bars]) => {
      const { svg, height } = group(title, bars, top);
      top += height;
      return svg;
    });
  const style =
    'text{font:12px system-ui,sans-serif;fill:#1f2328}.title{font-weight:600}rect{fill:#0969da}' +
    '@media(prefers-color-scheme:dark){text{fill:#e6edf3}rect{fill:#4493f8}}';
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${top}" width="${WIDTH}" height="${top}" role="img" ` +
    `aria-label="Bar chart of what npm run bench measured"><style>${style}</style>` +
    `<text x="0" y="14">${escapeXml(`${runtime} on ${machine}; each group has its own logarithmic scale, which begins at 1`)}</text>${drawn.join('')}</svg>\n`
  );
}
