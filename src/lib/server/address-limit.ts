/** An address that asks for more than any page of ours does; the code is what pages say in their language. */
export type AddressFault = {
	status: 400 | 414;
	code: 'address_long' | 'parameters_many' | 'parameter_repeated';
	/** In French, for the APIs. */
	sentence: string;
	/** The parameter, where one is too many. */
	name: string;
	count: number;
	most: number;
};

/** A drawn area of 2,000 vertices stands whole in its address, each comma of it as three characters. */
const longest = 64 * 1024;
const mostParameters = 500;
/** A territory has communes to choose from, one parameter each; none has more. */
const mostRepeats = 200;

/** The first bound that an address passes, or null. */
export function addressFault({ search, searchParams }: URL): AddressFault | null {
	if (search.length > longest) {
		const [kilobytes, most] = [Math.ceil(search.length / 1024), longest / 1024];
		const sentence = `Adresse refusée : ${String(kilobytes)} ko, attendu ${String(most)} ko au plus.`;
		return { status: 414, code: 'address_long', sentence, name: '', count: kilobytes, most };
	}
	const counts = new Map<string, number>();
	for (const name of searchParams.keys()) counts.set(name, (counts.get(name) ?? 0) + 1);
	for (const [name, count] of counts) {
		if (count <= mostRepeats) continue;
		const shown = name.slice(0, 40);
		const sentence = `Paramètre « ${shown} » : reçu ${String(count)} fois, attendu ${String(mostRepeats)} au plus.`;
		return {
			status: 400,
			code: 'parameter_repeated',
			sentence,
			name: shown,
			count,
			most: mostRepeats
		};
	}
	const { size: count } = searchParams;
	if (count <= mostParameters) return null;
	const sentence = `Adresse refusée : ${String(count)} paramètres, attendu ${String(mostParameters)} au plus.`;
	return { status: 400, code: 'parameters_many', sentence, name: '', count, most: mostParameters };
}

/** The refusal as the API asked for writes its errors; null where a page was asked for. */
export function addressRefusal({ status, sentence }: AddressFault, path: string): Response | null {
	if (path.startsWith('/ogc')) {
		const body = { code: 'InvalidParameterValue', description: sentence };
		return Response.json(body, { status, headers: { 'access-control-allow-origin': '*' } });
	}
	if (!/^\/(?:rest|auth|storage)\/v1\//.test(path)) return null;
	const body = { code: `PT${String(status)}`, message: sentence, hint: null, details: null };
	return Response.json(body, { status });
}
