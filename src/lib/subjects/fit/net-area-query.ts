import {
	setBoundaryKinds,
	type BoundaryKind,
	type SetBoundaryKind
} from '#lib/domain/boundary-kinds.ts';
import type { PlotNetArea } from '#lib/domain/net-area.ts';
import type { NetAreaRules } from '#lib/domain/net-area-rules.ts';
import { constraintTypes, type ConstraintType } from '#lib/domain/constraint-kinds.ts';
import {
	buildingFields,
	metresFault,
	writeBuilding,
	type BuildingQuery,
	type FieldFault
} from './building-query.ts';
import { typedNumber } from '#lib/domain/typed-number.ts';

/** A setback that somebody asks for. */
export interface AskedSetback {
	/** As it was typed; empty for the territory's. */
	typed: string;
	fault: FieldFault | null;
	/** In metres; null for the territory's. */
	metres: number | null;
}

/** What somebody counts otherwise than the territory does: its own rules stand where nothing is said. */
export interface NetAreaQuery extends Omit<AskedSetback, 'metres'> {
	/** In metres: the one that counts, along each part of the limit that has none of its own. */
	setback: number;
	/** By what lies beyond the limit. */
	boundaries: Record<SetBoundaryKind, AskedSetback>;
	/** Layers that are left out. */
	without: readonly ConstraintType[];
}

/** Their names in an address. */
export const netAreaNames = { setback: 'recul', without: 'sans' } as const;
export const boundaryNames: Readonly<Record<SetBoundaryKind, string>> = {
	plot: 'recul_terrain',
	site: 'recul_site',
	inside: 'recul_interieur'
};

function askedSetback(typed: string): AskedSetback {
	const fault = typed === '' ? null : metresFault('setback', typed);
	return { typed, fault, metres: fault === null ? typedNumber(typed) : null };
}

/** @param own the territory's setback, in metres */
export function readNetArea(
	parameters: Pick<URLSearchParams, 'get' | 'getAll'>,
	own: number
): NetAreaQuery {
	const read = (name: string) => askedSetback(parameters.get(name)?.trim() ?? '');
	const { typed, fault, metres } = read(netAreaNames.setback);
	const given = parameters.getAll(netAreaNames.without);
	return {
		...{ typed, fault },
		setback: metres ?? own,
		boundaries: Object.fromEntries(
			setBoundaryKinds.map((kind) => [kind, read(boundaryNames[kind])])
		) as NetAreaQuery['boundaries'],
		without: constraintTypes.filter((kind) => given.includes(kind))
	};
}

/** Whether a setback was typed that cannot be counted. */
export function hasFault({ fault, boundaries }: NetAreaQuery): boolean {
	return fault !== null || Object.values(boundaries).some((asked) => asked.fault !== null);
}

/** The ground with the layers that count, and with the setbacks that somebody asked by what lies beyond its limit. */
export function countedGround<Ground extends Pick<PlotNetArea, 'layers' | 'boundaries'>>(
	ground: Ground,
	{ without, boundaries }: Pick<NetAreaQuery, 'without' | 'boundaries'>
): Ground {
	const asked: Partial<Record<BoundaryKind, AskedSetback>> = boundaries;
	return {
		...ground,
		layers: ground.layers.filter(({ kind }) => !without.includes(kind)),
		boundaries: ground.boundaries.map((part) => ({
			...part,
			metres: asked[part.kind]?.metres ?? part.metres
		}))
	};
}

/** A kind of boundary with the setback in metres that holds along it where no other is asked. */
export interface BoundaryChoice {
	kind: SetBoundaryKind;
	own: number;
}

/**
 * Kinds of boundary that a ground has and that may have a setback of their own.
 * @param setback in metres, the one that holds everywhere
 */
export function groundBoundaries(
	{ boundaries }: Pick<PlotNetArea, 'boundaries'>,
	setback: number
): BoundaryChoice[] {
	return setBoundaryKinds.flatMap((kind) => {
		const part = boundaries.find((one) => one.kind === kind);
		return part === undefined ? [] : [{ kind, own: part.metres ?? setback }];
	});
}

/** All of them, where several grounds are asked at once. */
export function territoryBoundaries({ setbacks }: NetAreaRules, setback: number): BoundaryChoice[] {
	return setBoundaryKinds.map((kind) => ({ kind, own: setbacks[kind] ?? setback }));
}

/** The address that keeps them, without `?`; what the territory counts anyway is left out. */
export function writeNetArea({ typed, boundaries, without }: NetAreaQuery): [string, string][] {
	const setbacks: [string, string][] = [
		[netAreaNames.setback, typed],
		...setBoundaryKinds.map((kind): [string, string] => [
			boundaryNames[kind],
			boundaries[kind].typed
		])
	];
	return [
		...setbacks.filter(([, text]) => text !== ''),
		...without.map((kind): [string, string] => [netAreaNames.without, kind])
	];
}

/** The address of a building and of what is counted for it: the setback is of both, and said once. */
export function writeAsked(building: BuildingQuery['typed'], rules: NetAreaQuery): string {
	const said = new URLSearchParams(writeBuilding({ ...building, setback: rules.typed }));
	for (const [name, value] of writeNetArea({ ...rules, typed: '' })) said.append(name, value);
	return said.toString();
}

/** Every name of an address that says a building, or what is counted for it. */
export const askedNames: readonly string[] = [
	...Object.values(buildingFields).map(({ parameter }) => parameter),
	...Object.values(boundaryNames),
	netAreaNames.without
];

/**
 * What somebody counts otherwise than the territory does, in the one way that it is written whatever the address: what
 * the territory counts anyway is left out. Empty where nothing is left.
 */
export function ownRules(
	{ setback, boundaries, without }: NetAreaQuery,
	territory: NetAreaRules
): string {
	const said = new URLSearchParams();
	if (setback !== territory.setback) said.set(netAreaNames.setback, String(setback));
	for (const kind of setBoundaryKinds) {
		const { metres } = boundaries[kind];
		if (metres !== null && metres !== (territory.setbacks[kind] ?? setback))
			said.set(boundaryNames[kind], String(metres));
	}
	for (const kind of without)
		if (territory.kinds.includes(kind)) said.append(netAreaNames.without, kind);
	return said.toString();
}

/** Whether a setback of its own is asked along some kind of boundary, which has to be told then. */
export function asksBoundaries({ boundaries }: NetAreaQuery): boolean {
	return Object.values(boundaries).some(({ metres }) => metres !== null);
}

/** Whether anything is kept free along some kind of limit. */
export function keepsSetback(
	{ setback, boundaries }: NetAreaQuery,
	{ setbacks }: Pick<NetAreaRules, 'setbacks'>
): boolean {
	return (
		setback > 0 ||
		setBoundaryKinds.some((kind) => (boundaries[kind].metres ?? setbacks[kind] ?? 0) > 0)
	);
}

/** What a form holds, as its address would say it. */
export function typedIn(form: FormData): URLSearchParams {
	return new URLSearchParams(
		[...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
	);
}
