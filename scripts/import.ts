/**
 * `npm run import -- FILE… [--as CLASS] [--skip-invalid] [--vider] [--strict] [--hors-territoire] [--territory FILE]`: reads
 * files into the database in one transaction, and prints what was read, repaired, doubted and refused. Exit code 1 when nothing was written.
 */
import { BackendError } from '#lib/backend/backend-error.ts';
import { dayInFrance } from '#lib/domain/day.ts';
import { importableSchemas, schemaNamed } from '#lib/domain/import/detect-class.ts';
import type { ClassSchema } from '#lib/domain/import/class-schema.ts';
import { readRecords } from '#lib/formats/read-records.ts';
import { mostEmbeddedPlots } from '#lib/server/import/embedded-limit.ts';
import { importFiles, type ImportReport } from '#lib/server/import/import-files.ts';
import { importReport } from './command-line/import-report.ts';
import { parseCommandLine, territoryFile, UsageError } from './command-line/options.ts';
import { progressBar } from './command-line/progress-bar.ts';
import { readSources } from './command-line/read-sources.ts';
import { withTerritory } from './command-line/with-territory.ts';
import { endWithSentence } from './serve/console.ts';

const classes = importableSchemas.map((schema) => schema.class).join(', ');
const usage = `Usage : npm run import -- FICHIER… [--as CLASSE] [--skip-invalid] [--vider] [--strict] [--hors-territoire] [--territory FICHIER]
--skip-invalid : écrire les fiches valides même si d’autres sont refusées.
--vider : une cellule vide vide ce qui est enregistré ; sans elle, il est conservé.
--strict : refuser aussi ce qui est douteux.
--hors-territoire : admettre ce qui est à plus de 20 km du territoire.
Classes : ${classes}`;

async function run(): Promise<void> {
	const line = parseCommandLine(process.argv.slice(2), {
		usage,
		valued: ['as', 'territory'],
		switches: ['skip-invalid', 'vider', 'strict', 'hors-territoire']
	});
	if (line.positionals.length === 0) throw new UsageError(`Aucun fichier à importer.\n${usage}`);
	const as = classOption(line.values['as']);
	const skipInvalid = line.switches.has('skip-invalid');
	const sources = readSources(line.positionals);
	const report = await withTerritory(territoryFile(line), 'un import', (open) => {
		const bars = { read: progressBar('Lecture'), write: progressBar('Écriture') };
		return importFiles({
			...open,
			sources,
			// The operator's own files, on the operator's own machine.
			read: readRecords,
			as,
			skipInvalid,
			clear: line.switches.has('vider'),
			strict: line.switches.has('strict'),
			anywhere: line.switches.has('hors-territoire'),
			mostPlots: open.backend.kind === 'embedded' ? mostEmbeddedPlots : undefined,
			date: dayInFrance(new Date()),
			onProgress: ({ phase, done, total }) => {
				bars[phase].show(done, total);
				if (done === total) bars[phase].end();
			}
		});
	});
	conclude(report, skipInvalid);
}

/** @throws UsageError listing the classes, for a name that is none of them */
function classOption(name: string | undefined): ClassSchema | undefined {
	if (name === undefined) return undefined;
	const schema = schemaNamed(name);
	if (!schema) throw new UsageError(`--as : classe « ${name} » inconnue ; attendu : ${classes}.`);
	return schema;
}

function conclude(report: ImportReport, skipInvalid: boolean): void {
	console.log(importReport(report, skipInvalid));
	process.exitCode = report.written ? 0 : 1;
}

run().catch((fault: unknown) => {
	if (fault instanceof BackendError) {
		endWithSentence(new Error(`La base a refusé l’import ; rien n’a été écrit. ${fault.message}`));
	}
	endWithSentence(fault);
});
