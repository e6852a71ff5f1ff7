import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** A member EPCI with its communes, as @etalab/decoupage-administratif lists them. */
export interface MemberEpci {
	siren: string;
	name: string;
	population: number;
	communes: MemberCommune[];
}

export interface MemberCommune {
	insee: string;
	name: string;
	population: number;
}

/** Where the lists of members and the populations come from. */
export const memberSource = {
	name: '@etalab/decoupage-administratif 6.0.0',
	date: '2026-04-09',
	method: 'liste officielle des EPCI et de leurs communes',
	licence: 'Licence Ouverte 2.0',
	url: 'https://www.npmjs.com/package/@etalab/decoupage-administratif'
} as const;

interface OfficialEpci {
	code: string;
	nom: string;
	populationMunicipale: number;
	membres: { code: string; nom: string; populationMunicipale: number }[];
}

/**
 * The EPCI with these SIREN, in the same order.
 * @returns null in the place of a SIREN that the official list does not have
 */
export function memberEpci(sirens: readonly string[]): (MemberEpci | null)[] {
	const file = createRequire(import.meta.url).resolve(
		'@etalab/decoupage-administratif/data/epci.json'
	);
	const official = JSON.parse(readFileSync(file, 'utf8')) as OfficialEpci[];
	return sirens.map((siren) => {
		const found = official.find(({ code }) => code === siren);
		return found ? memberOf(found) : null;
	});
}

function memberOf({ code, nom, populationMunicipale, membres }: OfficialEpci): MemberEpci {
	return {
		siren: code,
		name: nom,
		population: populationMunicipale,
		communes: membres.map((commune) => ({
			insee: commune.code,
			name: commune.nom,
			population: commune.populationMunicipale
		}))
	};
}

/** SIREN of the EPCI of each commune of these EPCI, by INSEE code. */
export function epciByCommune(sirens: readonly string[]): Map<string, string> {
	return new Map(
		memberEpci(sirens).flatMap((epci) =>
			(epci?.communes ?? []).map(({ insee }): [string, string] => [insee, epci?.siren ?? ''])
		)
	);
}
