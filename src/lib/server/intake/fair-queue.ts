import type { queueLimits } from './limits.ts';

interface Waiting {
	sender: string;
	begin: () => void;
}

/** Why a task was not let in: too many wait, or it has waited too long. */
export class QueueFull extends Error {
	override name = 'QueueFull';
}

/**
 * Lets so many tasks run at once, one a sender, and the sender who was served longest ago first: who sends ten files
 * waits for them, and keeps nobody else waiting longer than one.
 */
export class FairQueue {
	readonly #limits: typeof queueLimits;
	readonly #running = new Set<string>();
	#waiting: Waiting[] = [];
	/** Rank of each sender's last turn. */
	readonly #served = new Map<string, number>();
	#turns = 0;

	constructor(limits: typeof queueLimits) {
		this.#limits = limits;
	}

	/**
	 * Waits for a turn, and answers how to end it.
	 * @throws QueueFull when too many wait already, or the wait is too long
	 * @throws the reason of the signal, when it comes first
	 */
	async enter(sender: string, signal: AbortSignal): Promise<() => void> {
		signal.throwIfAborted();
		const { waiting, waitingOfOne, waitMs } = this.#limits;
		const own = this.#waiting.filter((other) => other.sender === sender);
		if (this.#waiting.length >= waiting || own.length >= waitingOfOne) throw new QueueFull();
		await new Promise<void>((resolve, reject) => {
			const leave = (fault: unknown) => {
				this.#waiting = this.#waiting.filter((other) => other !== turn);
				settle();
				reject(fault instanceof Error ? fault : new QueueFull());
			};
			const gone = () => leave(signal.reason);
			const late = setTimeout(() => leave(new QueueFull()), waitMs);
			const settle = () => {
				clearTimeout(late);
				signal.removeEventListener('abort', gone);
			};
			const turn: Waiting = {
				sender,
				begin: () => {
					settle();
					resolve();
				}
			};
			signal.addEventListener('abort', gone);
			this.#waiting.push(turn);
			this.#next();
		});
		return () => {
			this.#running.delete(sender);
			this.#next();
		};
	}

	#next(): void {
		while (this.#running.size < this.#limits.atOnce) {
			const [turn] = this.#waiting
				.filter(({ sender }) => !this.#running.has(sender))
				.sort((one, other) => this.#rank(one) - this.#rank(other));
			if (!turn) break;
			this.#waiting = this.#waiting.filter((other) => other !== turn);
			this.#running.add(turn.sender);
			this.#served.set(turn.sender, ++this.#turns);
			turn.begin();
		}
		if (this.#running.size === 0 && this.#waiting.length === 0) this.#served.clear();
	}

	#rank({ sender }: Waiting): number {
		return this.#served.get(sender) ?? 0;
	}
}
