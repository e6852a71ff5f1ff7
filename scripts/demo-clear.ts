/** `npm run demo:clear [-- --territory FILE]`: removes the demonstration set and nothing else. */
import { demonstration } from '#lib/backend/demonstration.ts';
import { parseCommandLine, territoryFile, UsageError } from './command-line/options.ts';
import { withTerritory } from './command-line/with-territory.ts';
import { endWithSentence } from './serve/console.ts';

const usage = 'Usage : npm run demo:clear [-- --territory FICHIER]';

const names: Record<string, string> = {
	site_eco: 'sites',
	terrain_eco: 'terrains',
	unite_fonciere: 'unités foncières',
	etablissement: 'entreprises',
	friche: 'friches',
	poi: 'points d’intérêt',
	contrainte: 'contraintes',
	acces_restreint: 'fiches à accès restreint',
	campagne: 'campagnes d’inventaire',
	unite_constat: 'constats',
	unite_occupant: 'liens d’occupation',
	unite_proprietaire: 'propriétaires',
	enaf_consommation: 'lignes de consommation d’espaces',
	enaf_enveloppe: 'enveloppes',
	enaf_projet: 'projets engagés',
	enaf_garantie: 'garanties communales',
	zone_urba: 'zones d’urbanisme',
	urba_document: 'états de documents d’urbanisme'
};

async function run(): Promise<void> {
	const line = parseCommandLine(process.argv.slice(2), {
		usage,
		valued: ['territory'],
		switches: []
	});
	const [unexpected] = line.positionals;
	if (unexpected !== undefined) {
		throw new UsageError(`Argument « ${unexpected} » inattendu.\n${usage}`);
	}
	const removed = await withTerritory(
		territoryFile(line),
		'le retrait de la démonstration',
		({ client, configuration }) => demonstration.clear(client, configuration.id)
	);
	const told = Object.entries(removed)
		.filter(([, count]) => count > 0)
		.map(([table, count]) => `${count} ${names[table] ?? table}`);
	console.log(
		told.length > 0
			? `Jeu de démonstration retiré : ${told.join(', ')}.`
			: 'Aucune donnée de démonstration à retirer.'
	);
}

run().catch(endWithSentence);
