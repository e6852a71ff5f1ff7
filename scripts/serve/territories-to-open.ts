import { setting } from '#env';
import { loadTerritory } from '#lib/seed/load-territory.ts';
import { territoryInUrl } from '#lib/server/open-backend.ts';
import { OptionError } from './options.ts';
import type { TerritoryToOpen } from './open-territory.ts';

/** What says one thing to the whole process, and would be shared by territories that share nothing. */
const ofOneTerritory = [
	'FORGETERRE_URL',
	'PUBLIC_SUPABASE_URL',
	'PUBLIC_SUPABASE_PUBLISHABLE_KEY',
	'SUPABASE_SECRET_KEY',
	'FORGETERRE_JWT_SECRET'
] as const;

/**
 * Reads the files of the territories of this process, and says where the pages of each will stand: one alone anywhere,
 * one of several under the host of its `address`, else under `<id>.localhost`.
 * @param listening where the process listens, for example http://127.0.0.1:3000
 * @throws TerritoryConfigurationError for a file at fault, OptionError where they cannot stand beside each other
 */
export async function territoriesToOpen(
	files: readonly string[],
	listening: string
): Promise<TerritoryToOpen[]> {
	const configurations = await Promise.all(files.map(loadTerritory));
	const among = configurations.length;
	if (among > 1) refuseWhatIsShared(configurations.map(({ id }) => id));
	const { port } = new URL(listening);
	const territories = configurations.map((configuration, index) => {
		const { id, address: own } = configuration;
		const alone = setting('FORGETERRE_URL') ?? own ?? listening;
		const address = among === 1 ? alone : (own ?? `http://${id}.localhost:${port}`);
		return { file: files[index] ?? '', configuration, address, among };
	});
	refuseTwice(territories);
	return territories;
}

function refuseWhatIsShared(ids: readonly string[]): void {
	const several = `${ids.length} territoires sont à servir (${ids.join(', ')})`;
	const shared = ofOneTerritory.find((name) => setting(name) !== undefined);
	if (shared === 'FORGETERRE_URL') {
		throw new OptionError(
			`FORGETERRE_URL vaut pour un seul territoire, et ${several} : retirez-la, et donnez « address » dans le fichier de chacun.`
		);
	}
	if (shared) {
		throw new OptionError(
			`${shared} vaut pour un seul territoire, et ${several} : retirez-la, chacun a ses propres clés ; un projet Supabase hébergé porte un seul territoire.`
		);
	}
	const database = setting('DATABASE_URL');
	if (database !== undefined && !database.includes(territoryInUrl)) {
		throw new OptionError(
			`DATABASE_URL nomme une seule base, et ${several} : chacun a la sienne ; attendu « ${territoryInUrl} » dans le nom, par exemple postgresql://…/forgeterre_${territoryInUrl}.`
		);
	}
}

function refuseTwice(territories: readonly TerritoryToOpen[]): void {
	for (const [index, { file, configuration, address }] of territories.entries()) {
		for (const former of territories.slice(0, index)) {
			const { id } = former.configuration;
			if (id === configuration.id) {
				throw new OptionError(
					`${file} et ${former.file} ont le même identifiant « ${id} » ; attendu : un territoire par fichier.`
				);
			}
			const { hostname } = new URL(address);
			if (hostname === new URL(former.address).hostname) {
				throw new OptionError(
					`${file} et ${former.file} ont le même nom d’hôte « ${hostname} » ; attendu : un nom par territoire (« address »).`
				);
			}
		}
	}
}
