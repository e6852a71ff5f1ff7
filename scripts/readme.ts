/**
 * `npm run readme`: writes README's table of variables from src/env.ts.
 * Usage: npm run readme
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { environmentTable } from '#env';

const readme = resolve(import.meta.dirname, '../README.md');
const table = /^\| variable .*?(?=\n\n)/ms;

writeFileSync(readme, readFileSync(readme, 'utf8').replace(table, environmentTable));
