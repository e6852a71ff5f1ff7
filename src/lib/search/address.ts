import { sectors } from '#lib/domain/sector.ts';
import { networkFlags, plotLists, siteLists } from '#lib/domain/vocabulary.ts';
import { defaultSectorRadiusKm, noCriteria, type Criteria } from './criteria.ts';
import { shapeFromText, shapeToText } from './shape-text.ts';
import { listColumns, noView, recordClasses, type ListView } from './list-view.ts';

/** Names of the parameters of an address. Where the CNIG has a word, it is the CNIG's. */
export const parameterNames = {
	text: 'q',
	areaMinHa: 'surface_min',
	areaMaxHa: 'surface_max',
	epci: 'epci_siren',
	communes: 'comm_insee',
	saleStages: 'terr_stade_comm',
	servicingStages: 'terr_stade_amngt',
	readyToBuild: 'terr_cle_en_main',
	vocations: 'site_vocadomi',
	networks: 'reseau',
	brownfields: 'friches',
	junctionMaxKm: 'echangeur_km',
	stationMaxKm: 'gare_km',
	portMaxKm: 'port_km',
	sectors: 'secteur',
	sectorRadiusKm: 'secteur_km',
	shape: 'forme',
	list: 'liste',
	sort: 'tri',
	order: 'ordre',
	page: 'page'
} as const;

/** Words of the brownfield choice in an address. */
export const brownfieldWords = { with: 'avec', without: 'sans', only: 'seulement' } as const;

/** A parameter that cannot be used: what it says and what was expected. */
export interface AddressFault {
	parameter: string;
	value: string;
	expected:
		| { kind: 'number'; minimum: number; maximum: number }
		| { kind: 'one-of'; values: readonly string[] }
		| { kind: 'code'; example: string }
		| { kind: 'text'; maximum: number }
		| { kind: 'shape' }
		| { kind: 'single' }
		| { kind: 'at-least'; other: string }
		| { kind: 'parameter'; values: readonly string[] };
}

interface Reading {
	criteria: Criteria;
	view: ListView;
	faults: AddressFault[];
}

const maximumTextLength = 200;
const known: readonly string[] = Object.values(parameterNames);

/** Collects one value or many from the parameters, and every fault on the way. */
class AddressReader {
	readonly faults: AddressFault[] = [];
	readonly #parameters: URLSearchParams;

	constructor(parameters: URLSearchParams) {
		this.#parameters = parameters;
	}

	#fault(parameter: string, value: string, expected: AddressFault['expected']) {
		this.faults.push({ parameter, value, expected });
	}

	/** The one value of a parameter; empty and absent are the same, as a form sends them. */
	single(parameter: string): string | null {
		const values = this.#parameters.getAll(parameter).filter((value) => value !== '');
		if (values.length > 1) this.#fault(parameter, values.join(' '), { kind: 'single' });
		return values[0] ?? null;
	}

	number(parameter: string, minimum: number, maximum: number): number | null {
		const text = this.single(parameter);
		if (text === null) return null;
		const value = /^-?\d+([.,]\d+)?$/.test(text.trim())
			? Number(text.replace(',', '.'))
			: Number.NaN;
		if (value >= minimum && value <= maximum) return value;
		this.#fault(parameter, text, { kind: 'number', minimum, maximum });
		return null;
	}

	many<T extends string>(parameter: string, values: readonly T[]): T[] {
		return this.#all(parameter).filter((value): value is T => {
			const accepted = (values as readonly string[]).includes(value);
			if (!accepted) this.#fault(parameter, value, { kind: 'one-of', values });
			return accepted;
		});
	}

	codes(parameter: string, pattern: RegExp, example: string): string[] {
		return this.#all(parameter).filter((value) => {
			const accepted = pattern.test(value);
			if (!accepted) this.#fault(parameter, value, { kind: 'code', example });
			return accepted;
		});
	}

	one<T extends string>(parameter: string, values: readonly T[], absent: T): T {
		const value = this.single(parameter);
		if (value === null) return absent;
		if ((values as readonly string[]).includes(value)) return value as T;
		this.#fault(parameter, value, { kind: 'one-of', values });
		return absent;
	}

	text(parameter: string): string {
		const value = this.single(parameter) ?? '';
		if (value.length <= maximumTextLength) return value;
		this.#fault(parameter, `${value.slice(0, 40)}…`, { kind: 'text', maximum: maximumTextLength });
		return '';
	}

	shape(parameter: string) {
		const value = this.single(parameter);
		if (value === null) return null;
		const shape = shapeFromText(value);
		if (shape === null) this.#fault(parameter, value.slice(0, 80), { kind: 'shape' });
		return shape;
	}

	/** An upper bound below its lower bound. */
	bounds(low: number | null, high: number | null, lowName: string, highName: string) {
		if (low !== null && high !== null && low > high)
			this.#fault(highName, String(high), { kind: 'at-least', other: `${lowName}=${String(low)}` });
	}

	unknownParameters() {
		for (const parameter of new Set(this.#parameters.keys()))
			if (!known.includes(parameter))
				this.#fault(parameter, this.#parameters.get(parameter) ?? '', {
					kind: 'parameter',
					values: known
				});
	}

	#all(parameter: string): string[] {
		return [...new Set(this.#parameters.getAll(parameter))].filter((value) => value !== '');
	}
}

function readCriteria(read: AddressReader): Criteria {
	const name = parameterNames;
	const brownfields = read.one(name.brownfields, Object.values(brownfieldWords), 'avec');
	const criteria: Criteria = {
		...noCriteria,
		text: read.text(name.text),
		areaMinHa: read.number(name.areaMinHa, 0, 100_000),
		areaMaxHa: read.number(name.areaMaxHa, 0, 100_000),
		epci: read.codes(name.epci, /^\d{9}$/, '200041630'),
		communes: read.codes(name.communes, /^(\d{2}|2[AB])\d{3}$/, '08105'),
		saleStages: read.many(name.saleStages, plotLists.terr_stade_comm),
		servicingStages: read.many(name.servicingStages, plotLists.terr_stade_amngt),
		readyToBuild: read.one(name.readyToBuild, ['oui', 'non'], 'non') === 'oui',
		vocations: read.many(name.vocations, siteLists.site_vocadomi),
		networks: read.many(name.networks, networkFlags),
		brownfields: ({ avec: 'with', sans: 'without', seulement: 'only' } as const)[brownfields],
		junctionMaxKm: read.number(name.junctionMaxKm, 0, 500),
		stationMaxKm: read.number(name.stationMaxKm, 0, 500),
		portMaxKm: read.number(name.portMaxKm, 0, 500),
		sectors: read.many(name.sectors, sectors),
		sectorRadiusKm: read.number(name.sectorRadiusKm, 0.1, 100) ?? defaultSectorRadiusKm,
		shape: read.shape(name.shape)
	};
	read.bounds(criteria.areaMinHa, criteria.areaMaxHa, name.areaMinHa, name.areaMaxHa);
	return criteria;
}

function readView(read: AddressReader): ListView {
	const list = read.one(parameterNames.list, recordClasses, noView.list);
	return {
		list,
		sort: read.one(parameterNames.sort, listColumns[list], listColumns[list][0]),
		descending:
			read.one(parameterNames.order, ['croissant', 'decroissant'], 'croissant') === 'decroissant',
		page: Math.floor(read.number(parameterNames.page, 1, 100_000) ?? 1)
	};
}

/** Reads an address. What cannot be used is left out of the criteria and named in `faults`. */
export function readAddress(parameters: URLSearchParams): Reading {
	const read = new AddressReader(parameters);
	const criteria = readCriteria(read);
	const view = readView(read);
	read.unknownParameters();
	return { criteria, view, faults: read.faults };
}

function entriesOf(criteria: Criteria, view: ListView): [string, string][] {
	const name = parameterNames;
	const many = (parameter: string, values: readonly string[]) =>
		values.map((value): [string, string] => [parameter, value]);
	const one = (parameter: string, value: string | number | null, absent: string | number | null) =>
		value === absent ? [] : many(parameter, [String(value)]);
	return [
		...one(name.text, criteria.text, ''),
		...one(name.areaMinHa, criteria.areaMinHa, null),
		...one(name.areaMaxHa, criteria.areaMaxHa, null),
		...many(name.epci, criteria.epci),
		...many(name.communes, criteria.communes),
		...many(name.saleStages, criteria.saleStages),
		...many(name.servicingStages, criteria.servicingStages),
		...one(name.readyToBuild, criteria.readyToBuild ? 'oui' : null, null),
		...many(name.vocations, criteria.vocations),
		...many(name.networks, criteria.networks),
		...one(name.brownfields, brownfieldWords[criteria.brownfields], 'avec'),
		...one(name.junctionMaxKm, criteria.junctionMaxKm, null),
		...one(name.stationMaxKm, criteria.stationMaxKm, null),
		...one(name.portMaxKm, criteria.portMaxKm, null),
		...many(name.sectors, criteria.sectors),
		...one(name.sectorRadiusKm, criteria.sectorRadiusKm, noCriteria.sectorRadiusKm),
		...one(name.shape, criteria.shape === null ? null : shapeToText(criteria.shape), null),
		...one(name.list, view.list, noView.list),
		...one(name.sort, view.sort, listColumns[view.list][0]),
		...one(name.order, view.descending ? 'decroissant' : null, null),
		...one(name.page, view.page, 1)
	];
}

/** Writes criteria and view as the shortest query string (without `?`) that `readAddress` reads back. */
export function writeAddress(criteria: Criteria, view: ListView = noView): string {
	return new URLSearchParams(entriesOf(criteria, view)).toString();
}
