import { setting } from '#env';
import { inTerritory } from '#lib/server/app-backend.ts';
import { answerFromMemory } from '#lib/server/answers/answer-from-memory.ts';
import { KeptAnswers } from '#lib/server/answers/kept-answers.ts';
import { recordsVersion } from '#lib/server/answers/same-for-all.ts';
import { startDelivery } from '#lib/server/mail/delivery.ts';
import { postOffice } from '#lib/server/mail/post-office.ts';
import type { HostedTerritory } from './by-host.ts';
import { say } from './console.ts';
import { startContourWork } from './contours.ts';
import { startHallWork } from './halls.ts';
import { startHourlyWork } from './hourly.ts';
import { startLineWork } from './lines.ts';
import type { Handler } from './listen.ts';
import type { TerritoryToOpen } from './open-territory.ts';

export interface TerritoryService {
	hosted: HostedTerritory;
	/** Ends what it does by itself; requests may still come. */
	rest: () => Promise<void>;
	/** Ends the sending of mails, which the last requests may have left. */
	stop: () => Promise<void>;
}

/**
 * Serves an opened territory: its answers and their memory, its mails, and what time asks for.
 * @param made the app, which answers what is not kept
 */
export function serveTerritory(
	{ configuration, address, among }: TerritoryToOpen,
	made: Handler
): TerritoryService {
	const { id, name } = configuration;
	return inTerritory(id, () => {
		const answers = new KeptAnswers(setting('FORGETERRE_MEMORY_MB') / 4 / among);
		const fromMemory = answerFromMemory(answers, recordsVersion, made);
		const answer: Handler = (request, response) => {
			inTerritory(id, () => {
				fromMemory(request, response);
			});
		};
		const tell = (message: string) => {
			say(among === 1 ? message : `${name} : ${message}`);
		};
		const works = [startHourlyWork(tell), startHallWork(), startLineWork(), startContourWork(tell)];
		const delivery = startDelivery(postOffice());
		return {
			hosted: { id, name, address, answer },
			rest: async () => {
				for (const work of works) await work.stop();
			},
			stop: () => delivery.stop()
		};
	});
}
