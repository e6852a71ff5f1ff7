import type { RequestEvent } from '@sveltejs/kit';
import { RateLimit } from './rate-limit.ts';
import { ownKey, visitorKey } from './visitor-key.ts';

const minute = 60_000;

/** Attempts admitted from one address of a visitor, and on one account. */
const limits = {
	signIn: {
		visitor: new RateLimit({ attempts: 60, window: 15 * minute }),
		account: new RateLimit({ attempts: 15, window: 15 * minute })
	},
	signUp: {
		visitor: new RateLimit({ attempts: 40, window: 60 * minute }),
		account: new RateLimit({ attempts: 5, window: 60 * minute })
	},
	/** Mails asked for: reset and link. */
	mail: {
		visitor: new RateLimit({ attempts: 30, window: 60 * minute }),
		account: new RateLimit({ attempts: 5, window: 60 * minute })
	},
	/** Tokens of mails tried. */
	token: {
		visitor: new RateLimit({ attempts: 60, window: 15 * minute }),
		account: new RateLimit({ attempts: 60, window: 15 * minute })
	}
};

/** Counts an attempt of a visitor on an account; the seconds to wait when it is one too many, else 0. */
export function attempt(
	event: Pick<RequestEvent, 'getClientAddress'>,
	what: keyof typeof limits,
	account: string
): number {
	const { visitor, account: accountLimit } = limits[what];
	return Math.max(
		visitor.take(visitorKey(event)),
		accountLimit.take(ownKey(account.trim().toLowerCase()))
	);
}

/** The outcome of some work, no sooner than so many ms: what the work was cannot be told from its time. */
export async function noSoonerThan<Outcome>(ms: number, work: Promise<Outcome>): Promise<Outcome> {
	const pause = new Promise((resolve) => setTimeout(resolve, ms));
	try {
		return await work;
	} finally {
		await pause;
	}
}
