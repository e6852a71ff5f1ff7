import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** A member EPCI with its communes, as @etalab/decoupage-administratif lists them. */
export interface MemberEpci {
	siren: string;
	name: string;
	communes: MemberCommune[];
}

export interface MemberCommune {
	insee: string;
	name: string;
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
	membres: { code: string; nom: string }[];
}

interface OfficialCommune {
	code: string;
	type: string;
	population?: number;
	codesPostaux?: string[];
}

/**
 * The EPCI with these SIREN, in the same order.
 * @returns null in the place of a SIREN that the official list does not have
 */
export function memberEpci(sirens: readonly string[]): (MemberEpci | null)[] {
	const official = readOfficial('epci') as OfficialEpci[];
	return sirens.map((siren) => {
		const found = official.find(({ code }) => code === siren);
		return found ? memberOf(found) : null;
	});
}

function memberOf({ code, nom, membres }: OfficialEpci): MemberEpci {
	return {
		siren: code,
		name: nom,
		communes: membres.map((commune) => ({
			insee: commune.code,
			name: commune.nom
		}))
	};
}

/** Municipal population of each commune of France, by INSEE code: the list of EPCI holds an older count. */
export function communePopulations(): Map<string, number> {
	const official = readOfficial('communes') as OfficialCommune[];
	return new Map(
		official
			.filter(({ type }) => type === 'commune-actuelle')
			.map(({ code, population }) => [code, population ?? 0])
	);
}

/** Postcodes of these communes, by INSEE code. */
export function communePostcodes(insees: readonly string[]): Map<string, string[]> {
	const asked = new Set(insees);
	return new Map(
		(readOfficial('communes') as OfficialCommune[])
			.filter(({ type, code }) => type === 'commune-actuelle' && asked.has(code))
			.map(({ code, codesPostaux }) => [code, codesPostaux ?? []])
	);
}

function readOfficial(name: 'epci' | 'communes'): unknown {
	const file = createRequire(import.meta.url).resolve(
		`@etalab/decoupage-administratif/data/${name}.json`
	);
	return JSON.parse(readFileSync(file, 'utf8'));
}

/** SIREN of the EPCI of each commune of these EPCI, by INSEE code. */
export function epciByCommune(sirens: readonly string[]): Map<string, string> {
	return new Map(
		memberEpci(sirens).flatMap((epci) =>
			(epci?.communes ?? []).map(({ insee }): [string, string] => [insee, epci?.siren ?? ''])
		)
	);
}
