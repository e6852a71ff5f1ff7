/**
 * `npm run fields`: writes in SQL what a listing may declare and must, from the columns of `src/lib/domain/fields`.
 * Usage: npm run fields
 */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { listingFieldsFile, listingFieldsSql } from '#lib/domain/listing-sql.ts';
import { say } from './serve/console.ts';

const root = resolve(import.meta.dirname, '..');

writeFileSync(join(root, listingFieldsFile), listingFieldsSql());
say(`${listingFieldsFile} : écrit d'après src/lib/domain/fields/terrain-eco.ts.`);
