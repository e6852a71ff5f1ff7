/** Single tests counted; a static check counts as one. `flaky` passed at their second go only, and are among `passed`. */
export type Outcome = {
	passed: number;
	failed: number;
	skipped: number;
	flaky?: number;
	/** Where, and the beginning of what was said: told again at the end, the only part that some logs keep. */
	faults?: readonly string[];
};

const mostLines = 8;

/** The beginning of what a fault says, without the tools it passed through. */
export const firstLines = (text: string): string =>
	text
		.split('\n')
		.filter((line) => !line.includes('/node_modules/'))
		.slice(0, mostLines)
		.map((line) => `    ${line}`)
		.join('\n');
