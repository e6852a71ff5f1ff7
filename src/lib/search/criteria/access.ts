import { poiTypeOf, type AccessKind } from '../access-columns.ts';
import { times } from '../concession.ts';
import { criterion, type CriterionOf, type OnServer } from '../criterion.ts';
import { atMost, type NumberField } from '../field.ts';
import { isServer } from '../is-server.ts';
import { limitsOf, preparedRange } from '../range-criteria.ts';

const kilometres = [1, 2, 3, 5, 7.5, 10, 15, 20, 30, 40, 60];
const within = (name: string) =>
	atMost(name, [0, 500], times(2, 15), { group: 'access', stops: kilometres });

interface Distance<Kind extends AccessKind, F> {
	kind: Kind;
	word: string;
	/** Column in which a site declares it by road; none where no site does. */
	declared: string | null;
	fields: F;
	/** To what, in French. */
	to: string;
}

/** By road where the site declares it, else in a straight line, and always said which. */
function distance<
	const Kind extends AccessKind,
	const F extends Readonly<Record<string, NumberField>>
>({ kind, word, declared, fields, to }: Distance<Kind, F>): CriterionOf<Kind, F> {
	return criterion<Kind, F>({
		id: kind,
		word,
		field: declared ?? 'poi',
		unit: 'km',
		judged: 'otherwise',
		fields,
		isAsked: (asked) => limitsOf(asked, fields, 0.1).length > 0,
		prepare: (asked, { access: { [kind]: to } }) => ({
			...preparedRange(to.km, limitsOf(asked, fields, 0.1)),
			measuredBy: (plot) => (to.byRoad[plot] === 1 ? 'road' : 'straight')
		}),
		onServer: isServer ? distanceOnServer(kind, declared, fields, to) : null
	});
}

function distanceOnServer<Key extends string>(
	kind: AccessKind,
	declared: string | null,
	fields: Readonly<Record<Key, NumberField>>,
	to: string
): OnServer<Key> {
	const straight = `nearest_km($1, '${poiTypeOf[kind]}', plot.centre)`;
	const km = declared === null ? straight : `coalesce(site.${declared}, ${straight})`;
	const way =
		declared === null
			? 'à vol d’oiseau'
			: 'par la route où le site la déclare, sinon à vol d’oiseau';
	const [key] = Object.keys(fields) as [Key];
	return {
		says: { [key]: `Distance à ${to}, au plus, en km, ${way}` } as Record<Key, string>,
		sql: `${km} <= asked."${key}"`
	};
}

export const access = [
	distance({
		kind: 'junction',
		word: 'echangeur',
		declared: 'autoroute_echang_dist',
		fields: { junctionMaxKm: within('echangeur_km') },
		to: isServer ? 'un échangeur' : ''
	}),
	distance({
		kind: 'station',
		word: 'gare',
		declared: 'gare_dist',
		fields: { stationMaxKm: within('gare_km') },
		to: isServer ? 'une gare de voyageurs' : ''
	}),
	distance({
		kind: 'freight',
		word: 'fret',
		declared: 'gare_fret_dist',
		fields: { freightMaxKm: within('fret_km') },
		to: isServer ? 'une gare de fret' : ''
	}),
	distance({
		kind: 'port',
		word: 'port',
		declared: 'port_dist',
		fields: { portMaxKm: within('port_km') },
		to: isServer ? 'un port' : ''
	}),
	distance({
		kind: 'airfield',
		word: 'aerodrome',
		declared: 'aeroport_dist',
		fields: { airfieldMaxKm: within('aerodrome_km') },
		to: isServer ? 'un aérodrome' : ''
	}),
	distance({
		kind: 'border',
		word: 'frontiere',
		declared: null,
		fields: { borderMaxKm: within('frontiere_km') },
		to: isServer ? 'un passage frontalier' : ''
	})
] as const;
