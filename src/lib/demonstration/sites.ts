import type { ColumnValue } from '#lib/domain/import/record.ts';
import { siteLists, vocationFlags } from '#lib/domain/vocabulary.ts';
import type { Polygon } from 'geojson';
import type { SiteInput } from './inputs.ts';
import { daysBefore, inventedOn, recentDate } from './provenance.ts';
import type { SeededRandom } from './random.ts';
import { layOutSite, type SiteLayout } from './site-layout.ts';

/** A site of the set with its cut, before its figures are summed up. */
export interface SiteDraft {
	id: string;
	insee: string;
	input: SiteInput;
	layout: SiteLayout;
	properties: Record<string, ColumnValue>;
	shape: Polygon;
}

type State = (typeof siteLists.site_etat)[number];

const stateWeights: Record<State, number> = {
	'existant et actif': 60,
	création: 4,
	'en projet': 4,
	'projet de déclassement': 2,
	déclassé: 1,
	inconnu: 0,
	autre: 0,
	'sans objet': 0
};

const growthWeights: Record<(typeof siteLists.site_evol_urba)[number], number> = {
	'extension urbaine': 18,
	'renouvellement urbain': 14,
	mixte: 6,
	inconnu: 1,
	autre: 0,
	'sans objet': 1
};

const developerWeights: Record<(typeof siteLists.site_moa_type)[number], number> = {
	epci: 26,
	commune: 8,
	"société d'économie mixte": 3,
	'chambre de commerce et industrie': 2,
	privé: 3,
	Etat: 0,
	inconnu: 0,
	autre: 0,
	'sans objet': 0
};

const namePrefix: Partial<Record<SiteInput['site_type'], string>> = {
	"zone d'activité économique": 'ZA démonstration',
	'site économique historique hors ZAE': 'Site historique démonstration',
	'zone AU à vocation économique': 'Zone future démonstration',
	'établissement économique isolé': 'Site isolé démonstration'
};

const flagsOfVocation: Partial<Record<SiteInput['site_vocadomi'], string[]>> = {
	industrielle: ['site_voca_industrielle', 'site_voca_artisanale'],
	commerciale: ['site_voca_commerciale'],
	tertiaire: ['site_voca_tertiaire'],
	artisanale: ['site_voca_artisanale'],
	touristique: ['site_voca_touristique'],
	portuaire: ['site_voca_portuaire', 'site_voca_industrielle'],
	'aéroportuaire, aéronautique': ['site_voca_aeroportuaire', 'site_voca_industrielle'],
	'entrepôts, logistique': ['site_voca_industrielle'],
	mixte: ['site_voca_industrielle', 'site_voca_commerciale', 'site_voca_tertiaire']
};

/** Drafts every site: its place, its cut, its name and what describes it. */
export function draftSites(
	inputs: readonly SiteInput[],
	inseeOf: (commune: string) => string,
	reference: string,
	random: SeededRandom
): SiteDraft[] {
	const states = random.share(stateWeights, inputs.length);
	const growths = random.share(growthWeights, inputs.length);
	const developers = random.share(developerWeights, inputs.length);
	return inputs.map((input, index) => {
		const insee = inseeOf(input.commune);
		const id = `${insee}_SITE-ECO_DEMO${String(index + 1).padStart(2, '0')}`;
		const layout = layOutSite(input, random);
		const checked = recentDate(reference, random);
		const properties = {
			site_id: id,
			pole_id: `${insee}_POLE-ECO_DEMO`,
			site_nom: `${namePrefix[input.site_type] ?? 'Site démonstration'} ${input.name}`,
			site_type: input.site_type,
			site_vocadomi: input.site_vocadomi,
			site_etat: stateOf(input, states[index] ?? 'inconnu'),
			site_evol_urba: growths[index] ?? 'inconnu',
			site_moa_type: developers[index] ?? 'inconnu',
			site_moa_nom: 'Maîtrise d’ouvrage fictive',
			site_creation_date: random.whole(1962, 2025),
			site_identif_date: daysBefore(checked, random.whole(0, 900)),
			site_actu_date: checked,
			site_description: `Site inventé pour la démonstration, placé à ${input.commune}.`,
			...vocationsOf(input, random),
			...inventedOn(checked)
		};
		return { id, insee, input, layout, properties, shape: layout.outline };
	});
}

/** Land zoned for the future has not been built: only a project or a creation fits it. */
function stateOf({ site_type }: SiteInput, drawn: State): State {
	return site_type === 'zone AU à vocation économique' && drawn === 'existant et actif'
		? 'en projet'
		: drawn;
}

function vocationsOf(input: SiteInput, random: SeededRandom): Record<string, ColumnValue> {
	const stated = flagsOfVocation[input.site_vocadomi];
	if (!stated) return {};
	return Object.fromEntries(
		vocationFlags.map((flag) => [
			flag,
			stated.includes(flag) || random.chance(0.08) ? 'oui' : 'non'
		])
	);
}
