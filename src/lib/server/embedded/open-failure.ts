import type { EngineOptions } from './protocol.ts';

/** An address without its password, to be shown. */
export function withoutPassword(url: string): string {
	return url.replace(/(\/\/[^:/@]*):[^@]*@/, '$1:***@');
}

const reasons: Record<string, string> = {
	ECONNREFUSED: 'aucun serveur ne répond à cette adresse',
	ENOTFOUND: "cette machine n'existe pas",
	EAI_AGAIN: 'le nom de la machine ne se résout pas',
	CONNECT_TIMEOUT: 'le serveur ne répond pas',
	'28P01': 'mot de passe refusé',
	'28000': 'connexion refusée pour cet utilisateur',
	'3D000': "cette base n'existe pas",
	'0A000': "l'extension PostGIS n'est pas installée sur ce serveur",
	'58P01': "l'extension PostGIS n'est pas installée sur ce serveur",
	'42501': "cet utilisateur n'a pas les droits de préparer la base (rôles, extension, schémas)"
};

function codesOf(error: unknown): string[] {
	if (!(error instanceof Error)) return [];
	const code = (error as Error & { code?: unknown }).code;
	return [...(typeof code === 'string' ? [code] : []), ...codesOf(error.cause)];
}

/** A plain sentence for a database that could not be opened. */
export function openFailure(engine: EngineOptions, error: unknown): string {
	const code = codesOf(error).find((known) => known in reasons);
	const reason =
		(code && reasons[code]) ?? (error instanceof Error ? error.message : String(error));
	return engine.kind === 'postgres'
		? `Impossible d'ouvrir la base DATABASE_URL (${withoutPassword(engine.url)}) : ${reason}.`
		: `Impossible d'ouvrir la base embarquée de ${engine.directory} : ${reason}.`;
}
