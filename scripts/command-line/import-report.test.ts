import { describe, expect, it } from 'vitest';
import type { ImportIssue } from '#lib/domain/import/issue.ts';
import { siteSchema } from '#lib/domain/import/site-eco.ts';
import type { ImportReport } from '#lib/server/import/import-files.ts';
import { importReport } from './import-report.ts';

const issue = (outcome: ImportIssue['outcome'], more: Partial<ImportIssue> = {}): ImportIssue => ({
	file: 'zae.csv',
	line: 7,
	record: 'S7',
	field: 'site_etat',
	value: 'actif',
	expected: 'une valeur parmi : autre',
	outcome,
	...more
});

function report(issues: ImportIssue[], more: Partial<ImportReport> = {}): ImportReport {
	const file = {
		file: 'zae.csv',
		schema: siteSchema,
		columns: [],
		readCount: 2,
		records: [],
		issues,
		quantities: [],
		positions: [],
		otherLayers: []
	};
	return { files: [file], unreadable: [], kept: {}, written: null, ...more };
}

describe('the report of an import', () => {
	it('tells each refusal with line, record, field, value and what was expected', () => {
		expect(importReport(report([issue('refused')]), false).split('\n')).toEqual([
			'zae.csv (site_eco) : 2 lus, 0 valide, 0 réparation, 0 douteux, 1 refus',
			'  refusé  ligne 7, S7, champ « site_etat » ; reçu « actif » ; attendu : une valeur parmi : autre',
			'',
			'Rien n’a été écrit : 1 refus. Corrigez les fichiers, ou ajoutez --skip-invalid pour écrire le reste.'
		]);
	});

	it('leaves out what a remark on the whole file does not have', () => {
		const note = issue('reported', {
			line: null,
			record: null,
			field: null,
			value: null,
			expected: 'encodage UTF-8'
		});
		expect(importReport(report([note]), false)).toContain('\n  signalé encodage UTF-8\n');
	});

	it('tells what was written, and how much of it lies outside', () => {
		const written = { site_eco: { inserted: 2, updated: 1, outside: ['S1'] } };
		const outside = issue('reported', { expected: 'hors du territoire' });
		const text = importReport(report([outside], { written }), false);
		expect(text).toContain('hors du territoire');
		expect(text).toMatch(
			/\nÉcrit\. site_eco : 2 ajoutés, 1 mis à jour, dont 1 hors du territoire\.$/
		);
	});

	it('tells every refusal, but counts a remark that comes back for many records', () => {
		const many = Array.from({ length: 50 }, (_, index) => [
			issue('refused', { line: index }),
			issue('reported', { line: index, value: null, expected: 'hors du territoire' })
		]).flat();
		const lines = importReport(report(many), false).split('\n');
		expect(lines.filter((line) => line.startsWith('  refusé'))).toHaveLength(50);
		expect(lines.filter((line) => line.startsWith('  signalé ligne'))).toHaveLength(20);
		expect(lines).toContain('  signalé 30 autres fiches, champ « site_etat » ; hors du territoire');
	});

	it('tells a file that cannot be read, and that nothing was written', () => {
		const unreadable = [{ file: 'b.csv', message: 'le fichier est vide.', reason: undefined }];
		const text = importReport(report([], { unreadable }), true);
		expect(text).toContain('b.csv : le fichier est vide.');
		expect(text).toMatch(/Rien n’a été écrit : un fichier n’a pas pu être lu\.$/);
	});
});
