import {
	areaLevels,
	areaMethods,
	choroplethParameters
} from '#lib/subjects/indicators/choropleth/choropleth-query.ts';
import { defaultMeasure, measureText } from '#lib/subjects/indicators/choropleth/measure.ts';
import { columnIds, indicatorIds } from '#lib/subjects/indicators/dashboard/indicator.ts';
import { scopeParameter } from '#lib/subjects/indicators/dashboard/scope.ts';
import type { OgcRequest } from './answer.ts';
import { json } from './media.ts';

const figures = {
	type: 'object',
	properties: Object.fromEntries(
		columnIds.map((column) => [column, { type: 'number', nullable: true }])
	)
};
const row = {
	type: 'object',
	required: ['key', 'label', 'figures', 'map'],
	properties: {
		key: { type: 'string', nullable: true },
		label: { type: 'string' },
		figures,
		map: { type: 'string', format: 'uri', nullable: true }
	}
};
/** What is said of figures, of a table as of a map. */
const said = {
	place: { type: 'object' },
	day: { type: 'string', format: 'date' },
	language: { type: 'string' },
	finding: { type: 'string' },
	howToRead: { type: 'string' },
	columns: { type: 'array', items: { type: 'object' } },
	sources: { type: 'array', items: { type: 'object' } }
};
const table = {
	type: 'object',
	required: ['table', 'title', 'place', 'day', 'finding', 'columns', 'rows', 'total', 'sources'],
	properties: {
		table: { type: 'string', enum: indicatorIds },
		title: { type: 'string' },
		...said,
		rows: { type: 'array', items: row },
		total: { ...row, nullable: true },
		unsaid: { type: 'string', nullable: true, enum: ['by-epci', 'few', 'no-date', null] }
	}
};

const place = {
	...{ in: 'query', name: scopeParameter, required: false, schema: { type: 'string' } },
	description: 'epci:SIREN, commune:INSEE ou site:identifiant ; sans lui, tout le territoire'
};

const area = {
	type: 'object',
	required: ['id', 'name', 'value', 'class', 'missing', 'figures', 'map'],
	properties: {
		id: { type: 'string' },
		name: { type: 'string' },
		value: { type: 'number', nullable: true },
		class: { type: 'integer', nullable: true },
		missing: { type: 'string', nullable: true },
		figures,
		map: { type: 'string', format: 'uri', nullable: true }
	}
};
const numberIn = { type: 'number' };
const valueClass = {
	type: 'object',
	properties: { low: numberIn, high: numberIn, count: { type: 'integer' } }
};
const areas = {
	type: 'object',
	required: ['measure', 'level', 'method', 'place', 'day', 'classes', 'areas', 'sources'],
	properties: {
		measure: { type: 'object' },
		level: { type: 'string', enum: areaLevels },
		method: { type: 'string', enum: areaMethods },
		...said,
		classes: { type: 'array', items: valueClass },
		areas: { type: 'array', items: area },
		total: { ...figures, nullable: true }
	}
};

const asked = (name: string, schema: object, description: string) => ({
	...{ in: 'query', name, required: false },
	...{ schema, description }
});
const areaParameters = [
	asked(
		choroplethParameters.measure,
		{ type: 'string', default: measureText(defaultMeasure) },
		'tableau~colonne~ligne, comme les tableaux les nomment'
	),
	asked(
		choroplethParameters.level,
		{ type: 'string', enum: areaLevels, default: 'commune' },
		'Les aires comparées'
	),
	asked(
		choroplethParameters.method,
		{ type: 'string', enum: areaMethods, default: 'jenks' },
		'Comment les valeurs sont mises en classes'
	)
];

/** Paths of the planner's tables, which stand beside `/ogc` and not below it: each names its server. */
export function indicatorPaths({ root }: OgcRequest): Record<string, unknown> {
	const servers = [{ url: root.replace(/\/ogc$/, '') }];
	const answers = (schema: object, description: string) => ({
		'200': { description, content: { [json]: { schema } } },
		'404': { $ref: '#/components/responses/error' }
	});
	const list = 'Tableaux de l’analyse du foncier';
	const one = 'Un tableau de l’analyse du foncier';
	const map = 'Une mesure du foncier par EPCI, commune ou site';
	const name = { type: 'string', enum: indicatorIds };
	return {
		'/analyse/indicateurs.json': {
			servers,
			get: {
				...{ operationId: 'indicators', summary: list, parameters: [place] },
				responses: answers({ type: 'object' }, list)
			}
		},
		'/analyse/indicateurs/{tableau}.json': {
			servers,
			get: {
				...{ operationId: 'indicator', summary: one },
				parameters: [{ in: 'path', name: 'tableau', required: true, schema: name }, place],
				responses: answers(table, one)
			}
		},
		'/analyse/carte.json': {
			servers,
			get: {
				...{ operationId: 'areas', summary: map, parameters: [place, ...areaParameters] },
				responses: { ...answers(areas, map), '400': { $ref: '#/components/responses/error' } }
			}
		}
	};
}
