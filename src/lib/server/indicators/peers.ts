import {
	nearestPeers,
	type Industry,
	type NamedIndustry,
	type Peer
} from '#lib/subjects/indicators/peers/industry.ts';
import { otherTerritories, type ServedTerritory } from '../app-backend.ts';
import { readTerritory } from '../territory/read-territory.ts';

export interface Peers {
	own: Industry;
	peers: Peer[];
	/** Others that this process serves. */
	loaded: number;
	/** Names of those whose firms are not known, or that do not answer. */
	unknown: string[];
}

/** This territory's industry beside that of the others which this process serves: what the map shows to all of each. */
export async function readPeers(): Promise<Peers> {
	const others = otherTerritories();
	const [{ ask }, industries] = await Promise.all([
		readTerritory(),
		Promise.all(others.map(industryOfOther))
	]);
	const own = await ask.industry();
	const known = industries.flatMap((each) => each ?? []);
	const peers = nearestPeers(own, known);
	const told = new Set(known.filter(({ industry }) => industry.firms > 0).map(({ id }) => id));
	const unknown = others
		.map(({ configuration }) => configuration)
		.flatMap(({ id, name }) => (told.has(id) ? [] : [name]));
	return { own, peers, loaded: others.length, unknown };
}

/** One that does not answer keeps nobody from the others. */
async function industryOfOther(other: ServedTerritory): Promise<NamedIndustry | null> {
	const { configuration, readings, address } = other;
	try {
		const { ask } = await readings.current();
		return {
			...{ id: configuration.id, name: configuration.name, address },
			industry: await ask.industry()
		};
	} catch (fault) {
		console.error(`Le territoire ${configuration.id} ne se laisse pas comparer :`, fault);
		return null;
	}
}
