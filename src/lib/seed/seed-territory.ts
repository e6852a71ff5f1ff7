import {
	createServiceClient,
	type BackendAccess,
	type BackendClient
} from '#lib/backend/client.ts';
import { collections, features, type CollectionSummary } from '#lib/backend/features.ts';
import { inventory } from '#lib/backend/inventory.ts';
import { ledger } from '#lib/backend/ledger.ts';
import { planning } from '#lib/backend/planning.ts';
import { programme } from '#lib/backend/programme.ts';
import { territories, type TerritoryMembers } from '#lib/backend/territories.ts';
import type { RecordLot } from '#lib/domain/import/record.ts';
import type { TerritoryConfiguration } from '#lib/domain/territory.ts';
import { writeLots } from '#lib/backend/write-lots.ts';
import { readCommunes, readProgramme } from './data-files.ts';
import { approximateContourLots, demonstrationLots, poiLot } from './initial-records.ts';
import { communePopulations, memberEpci, memberSource } from './members.ts';

export { loadTerritory } from './load-territory.ts';

export interface SeedOptions {
	/** With its key that may write. */
	backend: BackendAccess & { secretKey: string };
	/** As `loadTerritory` gives it. */
	configuration: TerritoryConfiguration;
	/** Hears a progress line in French as each step ends. */
	onStep?: ((message: string) => void) | undefined;
}

/**
 * Brings the database to what the configuration says: members always, and on the first start the approximate
 * contours, the points of interest and the demonstration set. What is there is never written again.
 * @throws TerritoryConfigurationError for a data file at fault, BackendError when the database refuses
 */
export async function seedTerritory({
	backend,
	configuration,
	onStep
}: SeedOptions): Promise<void> {
	const client = createServiceClient(backend);
	const step = stepTimer(onStep);
	const { epci, communes } = await territories.configure(client, await membersOf(configuration));
	step(`Territoire ${configuration.name} : ${epci} EPCI, ${communes} communes`);
	const lots = await missingLots(client, configuration);
	const territory = configuration.id;
	if (lots.length > 0) await writeMissing(client, { territory, lots, step });
	await fillProgramme(client, configuration);
	if (configuration.data?.demonstration) await demonstrate(client, territory, step);
}

/** What is invented beside the set of records: of one that was loaded before there were such pages, too. */
async function demonstrate(
	client: BackendClient,
	territory: string,
	step: (said: string) => void
): Promise<void> {
	const statements = await inventory.demonstrate(client, territory);
	if (statements > 0) step(`Inventaire de démonstration : ${statements} constats`);
	const consumption = await ledger.demonstrate(client, territory);
	const zones = await planning.demonstrate(client, territory);
	if (zones > 0) step(`Zones d’urbanisme de démonstration : ${zones}`);
	if (consumption > 0) step(`Registre du foncier de démonstration : ${consumption} lignes`);
}

async function writeMissing(
	client: BackendClient,
	{ territory, lots, step }: { territory: string; lots: RecordLot[]; step: (said: string) => void }
): Promise<void> {
	const contents = lots.map(({ class: recordClass, features: records }) => {
		return `${records.length} ${stepNames[recordClass]}`;
	});
	step(`Fiches préparées : ${contents.join(', ')}`);
	await writeLots(client, { territory, lots });
	step('Fiches écrites dans la base');
}

const stepNames: Record<RecordLot['class'], string> = {
	epci: 'EPCI (contours approchés)',
	commune: 'communes (contours approchés)',
	poi: 'points d’intérêt',
	contrainte: 'contraintes (démonstration)',
	site_eco: 'sites',
	terrain_eco: 'terrains',
	unite_fonciere: 'unités foncières',
	etablissement: 'entreprises',
	friche: 'friches (démonstration)'
};

async function membersOf(configuration: TerritoryConfiguration): Promise<TerritoryMembers> {
	const { data, ...published } = configuration;
	const facts = data?.communes ? await readCommunes(data.communes) : [];
	const byInsee = new Map(facts.map((commune) => [commune.comm_insee, commune]));
	const members = memberEpci(configuration.epci.map(({ siren }) => siren));
	const populations = communePopulations();
	const populationOf = (insee: string): number => populations.get(insee) ?? 0;
	return {
		id: configuration.id,
		nom: configuration.name,
		configuration: published,
		source_nom: memberSource.name,
		source_date: memberSource.date,
		source_methode: memberSource.method,
		source_licence: memberSource.licence,
		source_url: memberSource.url,
		epci: members
			.filter((member) => member !== null)
			.map(({ siren, name, communes }) => ({
				epci_siren: siren,
				epci_nom: name,
				population: communes.reduce((sum, { insee }) => sum + populationOf(insee), 0),
				communes: communes.map((commune) => ({
					comm_insee: commune.insee,
					comm_nom: commune.name,
					population: populationOf(commune.insee),
					surface_ha: byInsee.get(commune.insee)?.surface_ha,
					longitude: byInsee.get(commune.insee)?.lon,
					latitude: byInsee.get(commune.insee)?.lat
				}))
			}))
	};
}

/** The plan is written once in a territory's life: from then on its administrators keep it. */
async function fillProgramme(
	client: BackendClient,
	{ id, data }: TerritoryConfiguration
): Promise<void> {
	if (!data?.programme) return;
	await programme.fill(client, { territory: id, actions: await readProgramme(data.programme) });
}

/** What the database lacks and the territory's files can give. */
async function missingLots(
	client: BackendClient,
	configuration: TerritoryConfiguration
): Promise<RecordLot[]> {
	const territory = configuration.id;
	const summary = await collections.summary(client, territory);
	const lots: RecordLot[] = [];
	const contourless = {
		epci: await keysWithoutContour(client, territory, summaryOf(summary, 'epci')),
		communes: await keysWithoutContour(client, territory, summaryOf(summary, 'communes'))
	};
	if (contourless.epci.size + contourless.communes.size > 0) {
		lots.push(...(await approximateContourLots(configuration, contourless)));
	}
	if (summaryOf(summary, 'poi').count === 0) lots.push(await poiLot(configuration));
	if (await neverDemonstrated(client, territory, summary)) {
		lots.push(...(await demonstrationLots(configuration)));
	}
	return lots.filter(({ features: records }) => records.length > 0);
}

function summaryOf(
	summary: readonly CollectionSummary[],
	collection: CollectionSummary['collection']
): CollectionSummary {
	const found = summary.find((line) => line.collection === collection);
	if (!found) throw new RangeError(`La base ne dit rien de la collection « ${collection} ».`);
	return found;
}

async function keysWithoutContour(
	client: BackendClient,
	territory: string,
	{ collection, count, geometries }: CollectionSummary
): Promise<Set<string>> {
	if (geometries === count) return new Set();
	const page = await features.page(client, { territory, collection });
	return new Set(
		page.features.flatMap(({ id, geometry }) => (hasShape(geometry) ? [] : [String(id)]))
	);
}

/** GeoJSON allows a feature without geometry, which its type does not say. */
function hasShape(geometry: unknown): boolean {
	return geometry !== null && geometry !== undefined;
}

/** The set comes once in a territory's life, and never among real records. */
async function neverDemonstrated(
	client: BackendClient,
	territory: string,
	summary: readonly CollectionSummary[]
): Promise<boolean> {
	const row = await territories.get(client, territory);
	const recordCount = (['sites', 'terrains', 'etablissements', 'friches'] as const).reduce(
		(sum, collection) => sum + summaryOf(summary, collection).count,
		0
	);
	return row?.demonstration_chargee === null && recordCount === 0;
}

function stepTimer(onStep: SeedOptions['onStep']): (message: string) => void {
	let last = performance.now();
	return (message) => {
		const now = performance.now();
		onStep?.(`${message} (${((now - last) / 1000).toFixed(1).replace('.', ',')} s)`);
		last = now;
	};
}
