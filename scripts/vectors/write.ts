/** `npm run vectors`: writes the files of test/vectors. The expected results come from the tables in this folder. */

import { writeFileSync } from 'node:fs';
import { files } from './files.js';

for (const [name, content] of files) writeFileSync(new URL(`../../test/vectors/${name}`, import.meta.url), content);
