import { expectation, type Expectation } from '#lib/domain/import/expectation.ts';
import type { TerritoryConfiguration } from '#lib/domain/territory.ts';
import type { ImportedRecord, RecordsFile } from '#lib/formats/read-records.ts';
import { memberEpci } from '#lib/seed/members.ts';

/** Refuses the contours of communes and EPCI that are not members of the territory. */
export function refuseStrangers(
	files: readonly RecordsFile[],
	{ id, epci }: TerritoryConfiguration
): void {
	if (!files.some(({ schema }) => schema.class === 'commune' || schema.class === 'epci')) return;
	const members = memberEpci(epci.map(({ siren }) => siren));
	const codes = {
		epci: new Set(members.map((member) => member?.siren)),
		commune: new Set(
			members.flatMap((member) => (member?.communes ?? []).map(({ insee }) => insee))
		)
	};
	for (const file of files) {
		const { class: recordClass, label } = file.schema;
		if (recordClass !== 'commune' && recordClass !== 'epci') continue;
		refuse(
			file,
			({ key }) => !codes[recordClass].has(key),
			() =>
				expectation('expects_member', `le code d’un membre du territoire « ${id} » (${label})`, {
					territory: id
				})
		);
	}
}

/** Refuses a record whose key another file has already brought for the same class. */
export function refuseTwins(files: readonly RecordsFile[]): void {
	const firstFile = new Map<string, string>();
	for (const file of files) {
		const nameOf = ({ key }: ImportedRecord): string => `${file.schema.class} ${key}`;
		refuse(
			file,
			(record) => firstFile.has(nameOf(record)),
			(record) => {
				const first = firstFile.get(nameOf(record)) ?? '';
				return expectation('expects_key_once', `une clé que ${first} n’a pas déjà donnée`, {
					file: first
				});
			}
		);
		for (const record of file.records) firstFile.set(nameOf(record), file.file);
	}
}

function refuse(
	file: RecordsFile,
	isAtFault: (record: ImportedRecord) => boolean,
	said: (record: ImportedRecord) => Expectation
): void {
	for (const record of file.records.filter(isAtFault)) {
		file.issues.push({
			file: file.file,
			line: record.line,
			record: record.key,
			field: file.schema.key,
			value: record.key,
			...said(record),
			outcome: 'refused'
		});
	}
	file.records = file.records.filter((record) => !isAtFault(record));
}
