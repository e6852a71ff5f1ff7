import { putWithin } from '#lib/domain/put-within.ts';

type Refresh = { answer: Promise<Response>; at: number };

export type RefreshOptions = {
	/** How long the answer to a refresh also serves others that came with the same token, in ms. */
	sharedFor?: number;
	/** Tokens remembered at most; the oldest are forgotten first. */
	tokens?: number;
	now?: () => number;
};

/**
 * A fetch in which a session is refreshed once with each token. Pages ask for several things at once, so
 * for a moment they share one answer; after that the token is refused, because somebody else may hold it.
 * The Auth API alone would go on taking the last token used. Remembered by this process, in bounded room.
 */
export function refreshingOnce(plain: typeof fetch, options: RefreshOptions = {}): typeof fetch {
	const { sharedFor = 10_000, tokens = 20_000, now = Date.now } = options;
	const used = new Map<string, Refresh>();
	return async (input, init) => {
		const address = input instanceof Request ? input.url : String(input);
		if (!address.includes('grant_type=refresh_token')) return plain(input, init);
		const request = new Request(input, init);
		const token = refreshTokenOf(await request.clone().text());
		if (token === undefined) return plain(request);
		const known = used.get(token);
		if (known) return now() - known.at <= sharedFor ? (await known.answer).clone() : refusal();
		const answer = plain(request);
		putWithin(used, tokens, token, { answer, at: now() });
		// A refresh that failed has not used the token up.
		const succeeded = await answer.then(
			({ ok }) => ok,
			() => false
		);
		if (!succeeded) used.delete(token);
		return (await answer).clone();
	};
}

function refreshTokenOf(body: string): string | undefined {
	try {
		const { refresh_token: token } = Object(JSON.parse(body)) as { refresh_token?: unknown };
		return typeof token === 'string' ? token : undefined;
	} catch {
		return undefined;
	}
}

function refusal(): Response {
	return Response.json(
		{ code: 'refresh_token_already_used', message: 'Invalid Refresh Token: Already Used' },
		{ status: 400 }
	);
}
