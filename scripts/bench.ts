/**
 * `npm run bench`: the numbers that a visitor feels, each beside its peer or its limit, printed and never asserted.
 * `npm run bench -- search` measures one part, `-- server` a group of them (bench/parts.ts lists both); options:
 * bench/options.ts. TEST_DATABASE_URL names the PostgreSQL that the server is measured on.
 */
import { parseBenchOptions } from './bench/options.ts';
import { partsNamed } from './bench/parts.ts';
import { print } from './bench/rows.ts';
import { endWithSentence } from './serve/console.ts';

async function main() {
	const options = parseBenchOptions(process.argv.slice(2));
	for (const { measure } of partsNamed(options.part)) {
		for await (const rows of measure(options)) print(rows);
	}
}

main().catch(endWithSentence);
