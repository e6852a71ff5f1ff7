/** One line of progress. */
export function say(message: string): void {
	console.log(message);
}

/** Time since a `performance.now()`, for example `1,4 s`. */
export function secondsSince(begin: number): string {
	return `${((performance.now() - begin) / 1000).toFixed(1).replace('.', ',')} s`;
}

/** Ends the process with the fault's sentence; FORGETERRE_DEBUG=1 adds where it was thrown. */
export function endWithSentence(fault: unknown): never {
	const sentence = fault instanceof Error ? fault.message : String(fault);
	console.error(sentence);
	if (process.env.FORGETERRE_DEBUG === '1') console.error(fault);
	process.exit(1);
}
