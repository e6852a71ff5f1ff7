import type { IncomingMessage } from 'node:http';
import type { BackendClient } from '#lib/backend/client.ts';
import type { Language } from '#lib/domain/language.ts';
import type { Account, Member, MemberRole } from '#lib/domain/member.ts';

declare global {
	namespace App {
		interface Error {
			message: string;
			/** Where it is another than SvelteKit's own 500. */
			status?: number;
		}
		interface Locals {
			/** A client with the rights of the visitor: of their account where they are signed in. */
			readonly supabase: BackendClient;
			account: Account | null;
			/** The account's role in the territory; null where it has none. */
			member: Member | null;
			/** Says in the language of the request whom a page is for, and who asks. */
			closedSentence: (wanted: readonly MemberRole[], role: MemberRole | null) => string;
			/** True once the database gave no answer to something that this request needs. */
			unanswered?: boolean;
			/** True once the answer depends on more than the records of the map. */
			beyondRecords?: boolean;
		}
		interface Platform {
			/** The request as Node has it; of the built server only. */
			req: IncomingMessage;
		}
		interface PageData {
			/** Who is signed in, for the header; null for an anonymous visitor. */
			visitor?: {
				email: string;
				name: string | null;
				role: MemberRole | null;
				/** SIREN of the EPCI that an agent works for. */
				epci: readonly string[];
			} | null;
			/** Where the site stands, and in which languages; absent where no page was made. */
			publicSite?: { site: string; languages: readonly Language[] };
		}
		interface PageState {
			/** True when the address was changed in place by the page itself. */
			shallow?: boolean;
		}
	}
}
