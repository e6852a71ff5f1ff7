import { createServiceClient } from '#lib/backend/client.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import { dailySentence, runDailyWork } from '#lib/server/daily-work.ts';
import { siteAddress } from '#lib/server/site-address.ts';

const hour = 3_600_000;
/** The first run waits until the first visitors are served. */
const firstAfter = 60_000;

/** Does every hour what time asks for; its faults go to the log, never further. */
export function startHourlyWork(say: (message: string) => void): { stop: () => Promise<void> } {
	let running: Promise<void> = Promise.resolve();
	const work = () => {
		running = runOnce(say).catch((fault: unknown) => {
			console.error('Travail de l’heure :', fault);
		});
	};
	const first = setTimeout(work, firstAfter);
	const following = setInterval(work, hour);
	return {
		stop: () => {
			clearTimeout(first);
			clearInterval(following);
			return running;
		}
	};
}

async function runOnce(say: (message: string) => void): Promise<void> {
	const { backend, configuration, readings } = appBackend();
	const report = await runDailyWork({
		service: createServiceClient(backend),
		configuration,
		secret: backend.secretKey,
		address: siteAddress(),
		now: new Date(),
		readTerritory: () => readings.current()
	});
	for (const fault of report.faults) console.error('Travail de l’heure :', fault);
	const told = dailySentence(report);
	if (told) say(told);
}
