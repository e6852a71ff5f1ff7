import type { BackendClient } from '#lib/backend/client.ts';
import { imports, type ImportOutcomes } from '#lib/backend/imports.ts';
import type { ClassSchema } from '#lib/domain/import/class-schema.ts';
import type { UnitsByClass } from '#lib/domain/import/units.ts';
import type { PositionsChoice } from '#lib/formats/read-positions.ts';
import type { MatchesByClass } from '#lib/domain/import/column-matches.ts';
import type { ImportIssue } from '#lib/domain/import/issue.ts';
import type { RecordClass, RecordLot } from '#lib/domain/import/record.ts';
import type { TerritoryConfiguration } from '#lib/domain/territory.ts';
import { RefusedError, type Refused } from '#lib/domain/reason.ts';
import type { RecordsContext, RecordsFile } from '#lib/formats/read-records.ts';
import { withStagedLots } from '#lib/backend/write-lots.ts';
import { refuseStrangers, refuseTwins } from './cross-checks.ts';
import { refuseBeyond } from './embedded-limit.ts';
import { refuseElsewhere } from './own-epci.ts';
import { tellRefusedValues } from './refused-values.ts';
import { reviewLot, takeOut } from './review.ts';

export interface ImportSource {
	name: string;
	bytes: Uint8Array;
}

export interface ImportRequest {
	client: BackendClient;
	configuration: TerritoryConfiguration;
	sources: readonly ImportSource[];
	/**
	 * Reads one file: in a process of its own where somebody else sent it, in this one where it is the operator's.
	 * @throws RefusedError when nothing can be read of it
	 */
	read: (bytes: Uint8Array, context: RecordsContext) => Promise<RecordsFile>;
	/** Class of every file, when the user says it. */
	as?: ClassSchema | undefined;
	/** What their sender says of their columns, by class. */
	matches?: MatchesByClass | undefined;
	/** And of the units that they are written in, by class. */
	units?: UnitsByClass | undefined;
	/** What is done with positions that are not in degrees. */
	positions?: PositionsChoice | undefined;
	/** Writes what is valid though something is refused. */
	skipInvalid: boolean;
	/** An empty cell empties what is stored; it stays otherwise. */
	clear?: boolean | undefined;
	/** Refuses what is hard to believe too. */
	strict?: boolean | undefined;
	/** Takes in what lies far outside the territory. */
	anywhere?: boolean | undefined;
	/** EPCI whose agent brings the files: what lies elsewhere is refused. An administrator's lie anywhere. */
	onlyEpci?: readonly string[] | undefined;
	/** Plots that the database carries; as many as there are where it is left out. */
	mostPlots?: number | undefined;
	/** Reads and checks the files, and writes nothing. */
	dryRun?: boolean | undefined;
	/** ISO date given to records that state none. */
	date: string;
	onProgress?: ((progress: ImportProgress) => void) | undefined;
}

export interface ImportProgress {
	phase: 'read' | 'write';
	done: number;
	total: number;
}

export interface ImportReport {
	files: RecordsFile[];
	/** Files of which nothing could be read, and why. */
	unreadable: ({ file: string } & Refused)[];
	/** What is stored and stays, for want of a value in the files: by class and column, for how many records. */
	kept: Partial<Record<RecordClass, Record<string, number>>>;
	/** What the database says it wrote; null when nothing was. */
	written: ImportOutcomes | null;
}

/**
 * Reads files and writes their records in one transaction: all or nothing unless `skipInvalid`.
 * @throws BackendError when the database refuses; nothing is then written
 */
export async function importFiles(request: ImportRequest): Promise<ImportReport> {
	const { client, configuration, skipInvalid, dryRun, onProgress } = request;
	const { strict = false, anywhere = false } = request;
	const { files, unreadable } = await readSources(request);
	refuseStrangers(files, configuration);
	refuseTwins(files);
	if (skipInvalid) files.forEach(tellRefusedValues);
	const nothing = { files, unreadable, kept: {}, written: null };
	const lots = lotsOf(files);
	if (request.mostPlots !== undefined)
		await refuseBeyond(request.mostPlots, { client, territory: configuration.id, lots });
	const total = lots.reduce((sum, { features }) => sum + features.length, 0);
	if (total === 0) return nothing;
	const staged = {
		lots,
		onProgress: (done: number) => onProgress?.({ phase: 'write', done, total })
	};
	return withStagedLots(client, staged, async (lot) => {
		await reviewLot(client, lot, files, { territory: configuration.id, anywhere });
		if (request.onlyEpci) await refuseElsewhere(client, lot, files, request.onlyEpci);
		if (strict) await refuseDoubtful(client, lot, files);
		if (files.every(({ records }) => records.length === 0)) return nothing;
		const kept = await keptColumns(client, lot, lots);
		if (dryRun || unreadable.length > 0) return { ...nothing, kept };
		if (!skipInvalid && files.some(({ issues }) => issues.some(isRefusal))) return nothing;
		const written = await imports.apply(client, { lot, territory: configuration.id });
		return { files, unreadable, kept, written };
	});
}

/** Refuses the records of which something is hard to believe. */
async function refuseDoubtful(
	client: BackendClient,
	lot: string,
	files: readonly RecordsFile[]
): Promise<void> {
	for (const file of files) {
		const doubtful = file.issues.filter(({ outcome }) => outcome === 'doubtful');
		for (const issue of doubtful) issue.outcome = 'refused';
		const keys = doubtful.flatMap(({ record }) => record ?? []);
		await takeOut(client, { lot, class: file.schema.class, keys }, files);
	}
}

async function keptColumns(
	client: BackendClient,
	lot: string,
	lots: readonly RecordLot[]
): Promise<ImportReport['kept']> {
	const kept: ImportReport['kept'] = {};
	for (const { class: recordClass } of lots) {
		const columns = await imports.kept(client, { lot, class: recordClass });
		if (Object.keys(columns).length > 0) kept[recordClass] = columns;
	}
	return kept;
}

export function isRefusal({ outcome }: ImportIssue): boolean {
	return outcome === 'refused';
}

async function readSources({
	sources,
	read,
	as,
	date,
	clear,
	matches,
	units,
	positions,
	onProgress
}: ImportRequest): Promise<Pick<ImportReport, 'files' | 'unreadable'>> {
	const files: RecordsFile[] = [];
	const unreadable: ImportReport['unreadable'] = [];
	for (const [index, { name, bytes }] of sources.entries()) {
		try {
			const context = { file: name, as, date, clear, matches, units, positions };
			const first = await read(bytes, context);
			files.push(first);
			for (const layer of first.otherLayers) files.push(await read(bytes, { ...context, layer }));
		} catch (fault) {
			if (!(fault instanceof RefusedError)) throw fault;
			unreadable.push({ file: name, message: fault.message, reason: fault.reason });
		}
		onProgress?.({ phase: 'read', done: index + 1, total: sources.length });
	}
	return { files, unreadable };
}

/** Records of several files by class: the database applies each class once. */
function lotsOf(files: readonly RecordsFile[]): RecordLot[] {
	const classes = [...new Set(files.map(({ schema }) => schema.class))];
	return classes
		.map((recordClass) => ({
			class: recordClass,
			features: files
				.filter(({ schema }) => schema.class === recordClass)
				.flatMap(({ records }) => records.map(({ feature }) => feature))
		}))
		.filter(({ features }) => features.length > 0);
}
