import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import {
	parseTerritory,
	TerritoryConfigurationError,
	type TerritoryConfiguration
} from '#lib/domain/territory.ts';
import { parseJson, readText } from './data-files.ts';
import { memberEpci, memberSource } from './members.ts';

/**
 * Reads a territory's file. The paths of its data files come back absolute.
 * @throws TerritoryConfigurationError naming the file, the field, the value and what was expected
 */
export async function loadTerritory(file: string): Promise<TerritoryConfiguration> {
	const configuration = parseTerritory(parseJson(await readText(file), file), file);
	refuseMembers(configuration, file);
	const { data } = configuration;
	if (!data) return configuration;
	const paths = Object.entries(data).map(([name, path]): [string, string] => {
		const absolute = resolve(dirname(file), path);
		if (!existsSync(absolute)) {
			throw fault(file, `data.${name}`, path, `un fichier qui existe (${absolute} manque)`);
		}
		return [name, absolute];
	});
	return { ...configuration, data: Object.fromEntries(paths) };
}

/** Refuses an EPCI that does not exist or is named twice. */
function refuseMembers({ epci }: TerritoryConfiguration, file: string): void {
	const sirens = epci.map(({ siren }) => siren);
	sirens.forEach((siren, index) => {
		if (sirens.indexOf(siren) < index) {
			throw fault(file, `epci.${index}.siren`, siren, 'un EPCI nommé une seule fois');
		}
	});
	memberEpci(sirens).forEach((member, index) => {
		if (member === null) {
			throw fault(
				file,
				`epci.${index}.siren`,
				sirens[index] ?? '',
				`le SIREN d’un EPCI de la liste officielle (${memberSource.name})`
			);
		}
	});
}

function fault(
	file: string,
	field: string,
	value: string,
	expected: string
): TerritoryConfigurationError {
	return new TerritoryConfigurationError(
		`${file} : champ « ${field} » : reçu « ${value} », attendu : ${expected}.`
	);
}
