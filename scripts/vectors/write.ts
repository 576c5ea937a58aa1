/** `npm run vectors`: writes the files of test/vectors. What they expect is in this folder's tables, not the library's. */

import { writeFileSync } from 'node:fs';
import { files } from './files.js';

for (const [name, content] of files) writeFileSync(new URL(`../../test/vectors/${name}`, import.meta.url), content);
