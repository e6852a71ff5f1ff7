import type { BackendClient } from '#lib/backend/client.ts';
import { keptFigures } from '#lib/backend/kept-figures.ts';
import { figuresWereKept } from '../answers/figures-kept.ts';
import type { Ask } from '../territory/questions.ts';

interface KeepFigures {
	/** With every right: a service client. */
	service: BackendClient;
	territory: string;
	/** ISO date. */
	today: string;
	readTerritory: () => Promise<{ ask: Pick<Ask, 'placesToKeep'> }>;
}

/**
 * Keeps the figures of the day, of every place where they have changed since they were kept last. On the first day of a
 * territory of demonstration a past day is invented too.
 * @returns of how many places
 */
export async function keepFigures(given: KeepFigures): Promise<number> {
	const { service, territory, today, readTerritory } = given;
	const { ask } = await readTerritory();
	const { first } = await keptFigures.at(service, { territory, place: '', day: today });
	const { places, past } = await ask.placesToKeep({ today, withPast: first === null });
	if (past) await keptFigures.keep(service, { territory, ...past });
	const count = await keptFigures.keep(service, { territory, day: today, places });
	if (count > 0) figuresWereKept(territory);
	return count;
}
