import type { Engine } from './engines.ts';
import { formerCommit, formerMigrations } from './former-migrations.ts';
import { checksumOf, type Migration } from './migration-files.ts';

/** A line of a database's history. `checksum` is null where the Supabase CLI or a former version wrote it. */
export type AppliedMigration = {
	version: string;
	name: string;
	checksum: string | null;
	statements: string[];
};

/** Whether a database went through our migrations, or through those that the baseline stands for. */
export type HistoryKind = 'ours' | 'former';

/** What has been applied to a database, in the order of the versions; nothing where it is new. Writes nothing. */
export async function readHistory(engine: Engine): Promise<AppliedMigration[]> {
	const [found] = await engine.rows(
		"select to_regclass('supabase_migrations.schema_migrations') is not null as kept"
	);
	if (found?.['kept'] !== true) return [];
	// The column of the checksums is ours, and may not be there yet.
	const lines = await engine.rows(
		`select version, coalesce(name, '') as name, coalesce(statements, '{}') as statements,
			to_jsonb(history) ->> 'checksum' as checksum
		from supabase_migrations.schema_migrations as history order by version`
	);
	return lines as AppliedMigration[];
}

const labelOf = ({ version, name }: { version: string; name: string }) => `${version}_${name}`;
const untouched = 'Rien n’a été changé dans la base';

/**
 * Judges what a database went through, before anything is written.
 * @throws Error with a sentence for the operator: a migration that was edited, that is missing, that is newer than
 * the program; a database of before the baseline that cannot be brought over
 */
export function judgeHistory(
	history: readonly AppliedMigration[],
	migrations: readonly Migration[]
): HistoryKind {
	const known = new Map(migrations.map((migration) => [migration.version, migration]));
	const former = history.filter(
		({ version }) => formerMigrations.has(version) && !known.has(version)
	);
	const [baseline] = migrations;
	const takenOver = former.length > 0 && !history.some((one) => one.version === baseline?.version);
	refuseUnknown(
		history.filter((one) => !known.has(one.version) && !(takenOver && former.includes(one))),
		migrations
	);
	if (takenOver) refuseUnfinished(former);
	refuseEdited(history, known);
	return takenOver ? 'former' : 'ours';
}

function refuseEdited(
	history: readonly AppliedMigration[],
	known: ReadonlyMap<string, Migration>
): void {
	for (const applied of history) {
		const migration = known.get(applied.version);
		if (migration && applied.checksum !== null && applied.checksum !== migration.checksum) {
			throw new Error(
				`le fichier supabase/migrations/${labelOf(migration)}.sql a été modifié après avoir été appliqué ` +
					`à cette base (empreinte ${migration.checksum.slice(0, 12)}, attendu ` +
					`${applied.checksum.slice(0, 12)}) : rétablissez son texte (git checkout), et écrivez le changement ` +
					`dans supabase/schemas, puis « npm run migration -- <nom> ». ${untouched}`
			);
		}
	}
}

function refuseUnknown(unknown: AppliedMigration[], migrations: readonly Migration[]): void {
	const last = migrations.at(-1);
	const newest = unknown.at(-1);
	if (!newest) return;
	if (!last || newest.version > last.version) {
		throw new Error(
			`cette base a reçu la migration ${labelOf(newest)}, plus récente que ce programme, qui s’arrête à ` +
				`${last ? labelOf(last) : 'aucune'} : mettez Forgeterre à jour, ou rouvrez la sauvegarde d’avant la ` +
				`mise à jour. ${untouched}`
		);
	}
	throw new Error(
		`la migration ${labelOf(newest)} a été appliquée à cette base, et son fichier manque dans ` +
			`supabase/migrations : remettez-le en place (git checkout), ou la version de Forgeterre qui l’a. ${untouched}`
	);
}

/** A database of before the baseline is brought over only where it is surely what the baseline makes. */
function refuseUnfinished(former: AppliedMigration[]): void {
	const [last] = former.slice(-1);
	if (last && former.length < formerMigrations.size) {
		throw new Error(
			`cette base s’est arrêtée à la migration ${labelOf(last)}, avant le socle qui les remplace : ouvrez-la ` +
				`une fois avec la version de Forgeterre d’avant le socle (git checkout ${formerCommit}, puis npm start), ` +
				`ensuite avec celle-ci. ${untouched}`
		);
	}
	const changed = former.filter(({ version, statements }) => {
		const [text, ...others] = statements;
		// Statements that the Supabase CLI parted are no longer the text of the file.
		if (text === undefined || others.length > 0) return false;
		return !checksumOf(text).startsWith(formerMigrations.get(version)?.checksum ?? '');
	});
	if (changed.length > 0) {
		throw new Error(
			`cette base a reçu un autre texte que celui du socle pour ${changed.map(labelOf).join(', ')} (une version ` +
				`de travail) : exportez ses données avec la version d’avant le socle (git checkout ${formerCommit}), ` +
				`et importez-les dans une base neuve. ${untouched}`
		);
	}
}
