/**
 * `npm run criteria`: writes the search in SQL from the criteria of `src/lib/search/criteria`.
 * Usage: npm run criteria
 */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { criteriaFile, criteriaSql } from '#lib/search/criteria-sql.ts';
import { say } from './serve/console.ts';

const root = resolve(import.meta.dirname, '..');

writeFileSync(join(root, criteriaFile), criteriaSql());
say(`${criteriaFile} : écrit d'après src/lib/search/criteria.`);
