/** Why a request got no answer from the database; the code is what pages say in their language. */
export type Unanswered = 'database_away' | 'database_lost' | 'database_too_long';

const sentences: Record<Unanswered, [message: string, hint: string]> = {
	database_away: ['La base de données ne répond pas.', 'Réessayez dans un instant.'],
	database_lost: [
		'La base de données a redémarré pendant cette demande.',
		'Réessayez ; si vous enregistriez, vérifiez d’abord que ce n’est pas déjà fait.'
	],
	database_too_long: [
		'Cette demande prend trop de temps à la base de données ; elle a été arrêtée.',
		'Demandez moins à la fois : une zone plus simple ou plus petite, moins de résultats.'
	]
};

const connectionFaults = new Set([
	...['CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECTION_DESTROYED', 'CONNECT_TIMEOUT'],
	...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND', 'EAI_AGAIN'],
	// Shutdown by an administrator, after a crash, while it starts; too many connections.
	...['57P01', '57P02', '57P03', '53300']
]);

/** What a fault of the driver or of PostgreSQL means for who asked; undefined for any other. */
export function unansweredBecause(code: string): Unanswered | undefined {
	if (code === '57014') return 'database_too_long';
	return connectionFaults.has(code) || code.startsWith('08') ? 'database_lost' : undefined;
}

/** The answer in the shape of PostgREST's errors, which supabase-js reads: 503, to be asked again. */
export function unanswered(why: Unanswered): Response {
	const [message, hint] = sentences[why];
	const body = { code: 'FT503', message, hint, details: JSON.stringify({ code: why }) };
	return Response.json(body, {
		status: 503,
		headers: { 'retry-after': '2', 'cache-control': 'no-store' }
	});
}
