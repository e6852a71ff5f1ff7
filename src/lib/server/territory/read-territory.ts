import { BackendError } from '#lib/backend/backend-error.ts';
import type { TerritoryConfiguration } from '#lib/domain/territory.ts';
import { appBackend } from '../app-backend.ts';
import type { HeldReading } from './held-reading.ts';
import type { Ask, QuestionName } from './questions.ts';
import { isReadingFault, type ReadingFault } from './reading-fault.ts';

/** What the pages need of the territory that this process serves. */
export type Territory = HeldReading & {
	configuration: TerritoryConfiguration;
};

/** The territory as an anonymous visitor sees it: the last reading, while a newer one is made. */
export async function readTerritory(): Promise<Territory> {
	const { configuration, readings } = appBackend();
	const reading = await readings.current().catch((fault: unknown) => {
		console.error(fault);
		throw unanswered('database_away');
	});
	return { ...reading, configuration, ask: asking(reading.ask) };
}

/** The questions, with what keeps them from an answer said as the database says it. */
function asking(ask: Ask): Ask {
	return new Proxy(ask, {
		get: (_, name: QuestionName) => async (subject: never) => {
			try {
				return await (ask[name] as (subject: unknown) => Promise<unknown>)(subject);
			} catch (fault) {
				throw isReadingFault(fault) ? unanswered(fault.code) : fault;
			}
		}
	});
}

const sentences: Record<ReadingFault['code'], [message: string, hint: string]> = {
	database_away: ['Le territoire ne se laisse pas lire.', 'Réessayez dans un instant.'],
	database_too_long: [
		'Cette recherche prend plus de 5 s ; elle a été arrêtée.',
		'Demandez moins à la fois : une zone plus simple ou plus petite.'
	]
};

function unanswered(code: ReadingFault['code']): BackendError {
	const [message, hint] = sentences[code];
	return new BackendError(503, message, hint, { code, values: {} });
}
