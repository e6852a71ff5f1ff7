import { setting } from '#env';

/** One line of progress. */
export function say(message: string): void {
	console.log(message);
}

/** Time since a `performance.now()`, for example `1,4 s`. */
export function secondsSince(begin: number): string {
	return `${((performance.now() - begin) / 1000).toFixed(1).replace('.', ',')} s`;
}

/** A fault may be that this very variable cannot be read. */
function isDebugging(): boolean {
	try {
		return setting('FORGETERRE_DEBUG');
	} catch {
		return false;
	}
}

/** Ends the process with the fault's sentence; FORGETERRE_DEBUG=1 adds where it was thrown. */
export function endWithSentence(fault: unknown): never {
	const sentence = fault instanceof Error ? fault.message : String(fault);
	console.error(sentence);
	if (isDebugging()) console.error(fault);
	process.exit(1);
}

/** Exit code of a process that ends because it can no longer be trusted: EX_SOFTWARE of sysexits. */
const inDoubt = 70;

/**
 * A fault that nobody caught leaves the process in doubt: it says so and ends, for its supervisor to start it again.
 * A promise that nobody waited for leaves nothing half done: it is told in the log, and the process goes on, because
 * a visitor may be able to cause it.
 * @param close gives up what others wait for (the lock of the data folder), as far as it still can
 */
export function endWhenInDoubt(close: () => Promise<void>): void {
	process.on('unhandledRejection', (fault) => {
		console.error('Faute que personne n’attendait :', fault);
	});
	process.once('uncaughtException', (fault) => {
		console.error('Faute imprévue, le processus s’arrête pour être relancé :', fault);
		const end = () => process.exit(inDoubt);
		process.on('uncaughtException', end);
		setTimeout(end, 5_000).unref();
		close().then(end, end);
	});
}
