import { createClient, type SupabaseClient } from '@supabase/supabase-js';

/** What a client needs of a backend: its address, its way in, and one of its keys. */
export type BackendAccess = {
	url: string;
	fetch: typeof fetch;
	/** Calls that it answers beside each other rather than in turn; one where left out. */
	answersAtOnce?: number;
};

type TableOf<Row> = { Row: Row; Insert: never; Update: never; Relationships: [] };
type FunctionOf = { Args: Record<string, unknown>; Returns: unknown };

/** What our queries name: answers are `unknown` until they are parsed. */
export type Database = {
	public: {
		Tables: { territory: TableOf<Record<string, unknown>> };
		Views: Record<string, never>;
		Functions: Record<string, FunctionOf>;
	};
};

/** A supabase-js client of ours. */
export type BackendClient = SupabaseClient<Database>;

/** supabase-js would ask up to three times more where it is told 503: a visitor is told so instead, at once. */
export const neverAskAgain = { retry: false } as const;

type ServerAccess = Required<BackendAccess> & { key: string };

/** Where a client of the server says how it asks: for the built pages too, which hold a copy of this module. */
const accessKey = Symbol.for('forgeterre:server-access');

/** How a client of ours asks, for what supabase-js would parse on its way. @throws Error for one with a session */
export function serverAccess(client: BackendClient): ServerAccess {
	const { [accessKey]: access } = client as { [accessKey]?: ServerAccess };
	if (!access) throw new Error('Un client du serveur était attendu, sans session.');
	return access;
}

function createServerClient(access: BackendAccess, key: string): BackendClient {
	const { url, fetch, answersAtOnce = 1 } = access;
	const client = createClient<Database>(url, key, {
		// On a server a session must never outlive its request, nor be shared between visitors.
		auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
		db: neverAskAgain,
		global: { fetch }
	});
	return Object.assign(client, {
		[accessKey]: { url, fetch, answersAtOnce, key } satisfies ServerAccess
	});
}

/** A client with the rights of an anonymous visitor: published rows, and nothing to write. */
export function createPublicClient(
	backend: BackendAccess & { publishableKey: string }
): BackendClient {
	return createServerClient(backend, backend.publishableKey);
}

/** A client with every right: for seeding, imports and administration, never for a page. */
export function createServiceClient(backend: BackendAccess & { secretKey: string }): BackendClient {
	return createServerClient(backend, backend.secretKey);
}
