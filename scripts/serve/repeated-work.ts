export interface Repetition {
	/** So many ms after the start: the first visitors come before. */
	firstAfter: number;
	/** So many ms after the end of the one before. */
	every: number;
	/** Hears what went wrong, unless the work was asked to stop; it is done again at its time. */
	onFault: (fault: unknown) => void;
}

/** Work that goes on until it is asked to stop. */
export interface RepeatedWork {
	/** Resolves once what is under way has ended. */
	stop: () => Promise<void>;
}

/**
 * Does something again and again in the background, never twice at once.
 * @param work is told by its signal to end as soon as it can
 */
export function repeat(
	work: (signal: AbortSignal) => Promise<void>,
	{ firstAfter, every, onFault }: Repetition
): RepeatedWork {
	const ended = new AbortController();
	const { signal } = ended;
	let running: Promise<void> = Promise.resolve();
	let timer: NodeJS.Timeout;
	const next = (after: number) => {
		timer = setTimeout(() => {
			running = work(signal)
				.catch((fault: unknown) => {
					if (!signal.aborted) onFault(fault);
				})
				.finally(() => {
					if (!signal.aborted) next(every);
				});
		}, after);
	};
	next(firstAfter);
	return {
		stop: () => {
			ended.abort();
			clearTimeout(timer);
			return running;
		}
	};
}
