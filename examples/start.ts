/** `npm start` demonstrates the tap-proxy on real connections; `npm start -- HEX` decodes bytes. */

import { decodeText } from './decode.js';
import { demonstrate } from './demonstration.js';

const given = process.argv.slice(2);
if (given.length > 0) decodeText(given.join(' '));
else await demonstrate();
