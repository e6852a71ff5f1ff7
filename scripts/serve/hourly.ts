import { createServiceClient } from '#lib/backend/client.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import { dailySentence, runDailyWork } from '#lib/server/daily-work.ts';
import { siteAddress } from '#lib/server/site-address.ts';
import { repeat, type RepeatedWork } from './repeated-work.ts';

const hour = 3_600_000;

/** Does every hour what time asks for. */
export function startHourlyWork(say: (message: string) => void): RepeatedWork {
	return repeat(() => runOnce(say), {
		...{ firstAfter: 60_000, every: hour },
		onFault: (fault) => {
			console.error('Travail de l’heure :', fault);
		}
	});
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
