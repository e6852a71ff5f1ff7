import type { BackendClient } from '#lib/backend/client.ts';
import { features, type CollectionName } from '#lib/backend/features.ts';
import type { ImportOutcomes } from '#lib/backend/imports.ts';
import type { ImportIssue } from '#lib/domain/import/issue.ts';
import type { RecordClass } from '#lib/domain/import/record.ts';
import type { ImportedRecord, RecordsFile } from '#lib/formats/read-records.ts';

/** Collection that serves each class a file can bring, and its columns of membership. */
const served: Partial<
	Record<RecordClass, { collection: CollectionName; commune: string; epci: string }>
> = {
	commune: { collection: 'communes', commune: 'comm_insee', epci: 'epci_siren' },
	site_eco: { collection: 'sites', commune: 'site_comm_insee', epci: 'site_epci_siren' },
	terrain_eco: { collection: 'terrains', commune: 'comm_insee', epci: 'epci_siren' },
	etablissement: { collection: 'etablissements', commune: 'comm_insee', epci: 'epci_siren' },
	friche: { collection: 'friches', commune: 'comm_insee', epci: 'epci_siren' }
};

type Membership = Record<'commune' | 'epci', string | null>;

/** Records outside the territory, and those whose file states another commune or EPCI than their geometry. */
export async function membershipIssues(
	client: BackendClient,
	territory: string,
	files: readonly RecordsFile[],
	written: ImportOutcomes
): Promise<ImportIssue[]> {
	const issues: ImportIssue[] = [];
	for (const file of files) {
		const outside = new Set(written[file.schema.class]?.outside);
		const computed = await computedMembership(client, territory, file);
		for (const record of file.records) {
			if (outside.has(record.key)) issues.push(outsideIssue(file, record));
			else issues.push(...disagreements(file, record, computed.get(record.key)));
		}
	}
	return issues;
}

async function computedMembership(
	client: BackendClient,
	territory: string,
	{ schema, records }: RecordsFile
): Promise<Map<string, Membership>> {
	const source = served[schema.class];
	const declares = records.some(({ declared }) => declared.commune ?? declared.epci);
	if (!source || !declares) return new Map();
	const { collection, commune, epci } = source;
	const page = await features.page(client, { territory, collection });
	return new Map(
		page.features.map(({ id, properties }) => [
			String(id),
			{ commune: codeOf(properties?.[commune]), epci: codeOf(properties?.[epci]) }
		])
	);
}

function codeOf(value: unknown): string | null {
	return typeof value === 'string' ? value : null;
}

function outsideIssue({ file, schema }: RecordsFile, { line, key }: ImportedRecord): ImportIssue {
	return {
		file,
		line,
		record: key,
		field: schema.geometryColumns[0] ?? 'geometry',
		value: null,
		expected: 'hors du territoire : importé, sans commune ni EPCI',
		outcome: 'reported'
	};
}

function disagreements(
	{ file, schema }: RecordsFile,
	{ line, key, declared }: ImportedRecord,
	computed: Membership | undefined
): ImportIssue[] {
	if (!computed) return [];
	const columns = { commune: schema.declaredCommune, epci: schema.declaredEpci };
	return (['commune', 'epci'] as const).flatMap((level): ImportIssue[] => {
		const [stated, found] = [declared[level], computed[level]];
		if (stated === null || found === null || stated === found) return [];
		return [
			{
				file,
				line,
				record: key,
				field: columns[level],
				value: stated,
				expected: `la géométrie donne ${found}, qui est retenu`,
				outcome: 'reported'
			}
		];
	});
}
