import { setTimeout } from 'node:timers/promises';
import { putWithin } from '#lib/domain/put-within.ts';

/** How long somebody waits for a newer answer where there is a former one. */
const patienceMilliseconds = 500;
const mostKept = 500;

/**
 * Answers of the database that every anonymous visitor gets, by what was asked: while it is held by a large write, the
 * former one serves, and the newer one is there for the next who asks.
 */
export class LastKnown<Answer> {
	readonly #known = new Map<string, Answer>();

	/** @throws whatever `ask` does, where nothing is known yet or the database says no */
	async read(asked: string, ask: () => Promise<Answer>): Promise<Answer> {
		const newer = ask().then((answer) => this.#keep(asked, answer));
		if (!this.#known.has(asked)) return newer;
		newer.catch(() => undefined);
		return Promise.race([newer, this.#former(asked)]);
	}

	async #former(asked: string): Promise<Answer> {
		await setTimeout(patienceMilliseconds, undefined, { ref: false });
		return this.#known.get(asked) as Answer;
	}

	#keep(asked: string, answer: Answer): Answer {
		this.#known.delete(asked);
		putWithin(this.#known, mostKept, asked, answer);
		return answer;
	}
}
