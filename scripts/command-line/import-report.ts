import type { ImportIssue } from '#lib/domain/import/issue.ts';
import { isRefusal, type ImportReport } from '#lib/server/import/import-files.ts';

const outcomeNames: Record<ImportIssue['outcome'], string> = {
	repaired: 'réparé ',
	refused: 'refusé ',
	doubtful: 'douteux',
	reported: 'signalé'
};

/** The report of an import, by file, in French. */
export function importReport(report: ImportReport, skipInvalid: boolean): string {
	const { files, unreadable } = report;
	const sections = files.flatMap(({ file, schema, readCount, records, issues }) => {
		const counts = [
			`${readCount} lu${plural(readCount)}`,
			`${records.length} valide${plural(records.length)}`,
			`${tally(issues, 'repaired')} réparation${plural(tally(issues, 'repaired'))}`,
			`${tally(issues, 'doubtful')} douteux`,
			`${tally(issues, 'refused')} refus`
		];
		return [`${file} (${schema.class}) : ${counts.join(', ')}`, ...issueLines(issues), ''];
	});
	const failures = unreadable.flatMap(({ file, message }) => [`${file} : ${message}`, '']);
	return [...sections, ...failures, ...keptLines(report), conclusion(report, skipInvalid)].join(
		'\n'
	);
}

/** What the files gave no value for, and is stored: it stays. */
function keptLines({ kept }: ImportReport): string[] {
	return Object.entries(kept).map(([recordClass, columns]) => {
		const named = Object.entries(columns).map(([column, count]) => `${column} (${count})`);
		return `Conservé dans ${recordClass}, faute de valeur dans les fichiers (et nombre de fiches) : ${named.join(', ')}. Une cellule vide ne vide qu’avec --vider.\n`;
	});
}

function plural(count: number): string {
	return count > 1 ? 's' : '';
}

function tally(issues: readonly ImportIssue[], outcome: ImportIssue['outcome']): number {
	return issues.filter((issue) => issue.outcome === outcome).length;
}

/** Remarks that say the same of more records than this are told by their number. */
const sameRemarks = 20;

/** Every refusal and repair, one a line; a remark that comes back a thousand times does not bury them. */
function issueLines(issues: readonly ImportIssue[]): string[] {
	const counts = new Map<string, number>();
	const lines = issues.flatMap((issue) => {
		if (issue.outcome === 'refused' || issue.outcome === 'repaired') return [issueLine(issue)];
		const remark = `champ « ${issue.field ?? '-'} » ; ${issue.expected}`;
		const count = (counts.get(remark) ?? 0) + 1;
		counts.set(remark, count);
		return count <= sameRemarks ? [issueLine(issue)] : [];
	});
	const rest = [...counts]
		.filter(([, count]) => count > sameRemarks)
		.map(([remark, count]) => `  signalé ${count - sameRemarks} autres fiches, ${remark}`);
	return [...lines, ...rest];
}

function issueLine({ line, record, field, value, expected, outcome }: ImportIssue): string {
	const place = [
		line === null ? null : `ligne ${line}`,
		record,
		field === null ? null : `champ « ${field} »`
	].filter((part) => part !== null);
	const received = value === null ? null : `reçu « ${value} »`;
	const meant =
		outcome === 'refused' || outcome === 'doubtful' ? `attendu : ${expected}` : expected;
	return `  ${outcomeNames[outcome]} ${[place.join(', '), received, meant].filter(Boolean).join(' ; ')}`;
}

function conclusion({ files, unreadable, written }: ImportReport, skipInvalid: boolean): string {
	if (written) {
		const lines = Object.entries(written).map(([recordClass, { inserted, updated, outside }]) => {
			const stray = outside.length > 0 ? `, dont ${outside.length} hors du territoire` : '';
			return `${recordClass} : ${inserted} ajouté${plural(inserted)}, ${updated} mis à jour${stray}`;
		});
		return `Écrit. ${lines.join(' ; ')}.`;
	}
	const refusals = files.flatMap(({ issues }) => issues.filter(isRefusal)).length;
	if (unreadable.length > 0) return 'Rien n’a été écrit : un fichier n’a pas pu être lu.';
	if (refusals > 0 && !skipInvalid) {
		return `Rien n’a été écrit : ${refusals} refus. Corrigez les fichiers, ou ajoutez --skip-invalid pour écrire le reste.`;
	}
	return 'Rien n’a été écrit : aucune fiche valide.';
}
