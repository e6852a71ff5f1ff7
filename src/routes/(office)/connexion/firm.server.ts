import { createServiceClient } from '#lib/backend/client.ts';
import { members } from '#lib/backend/members.ts';
import type { Account, FirmNameOrigin } from '#lib/domain/member.ts';
import { compactSiret, isSiret } from '#lib/domain/siret.ts';
import { m } from '#lib/paraglide/messages.js';
import { appBackend } from '#lib/server/app-backend.ts';
import { findFirm } from '#lib/server/sirene/find-firm.ts';

export type Firm = { siret: string; firmName: string; firmNameOrigin: FirmNameOrigin };

/** The firm behind what was typed, or what is wrong with it, by field. */
export type FirmLookup = { firm: Firm } | { faults: { siret?: string; firmName?: string } };

/** Name of a firm by its SIRET: the territory's own table, else Sirene, else what was typed. */
export async function lookUpFirm(typedSiret: string, typedName: string): Promise<FirmLookup> {
	const siret = compactSiret(typedSiret);
	if (!isSiret(siret)) {
		return { faults: { siret: m.account_siret_invalid({ value: typedSiret.slice(0, 40) }) } };
	}
	const { backend, configuration } = appBackend();
	const service = createServiceClient(backend);
	const known = await members.firmName(service, { territory: configuration.id, siret });
	if (known) return { firm: { siret, firmName: known.slice(0, 200), firmNameOrigin: 'base' } };
	const answer = await findFirm(siret);
	if (answer.found) return { firm: { siret, firmName: answer.name, firmNameOrigin: 'sirene' } };
	const firmName = typedName.trim();
	if (firmName.length > 200) {
		return { faults: { firmName: m.account_firm_name_invalid({ length: firmName.length }) } };
	}
	if (firmName) return { firm: { siret, firmName, firmNameOrigin: 'déclaré' } };
	const unknown = answer.reason === 'inconnu';
	return {
		faults: {
			firmName: unknown ? m.account_firm_unknown({ siret }) : m.account_firm_unreachable()
		}
	};
}

/** Makes an account without a role the account of this firm. */
export async function registerFirm(account: Account, name: string, firm: Firm): Promise<void> {
	const { backend, configuration } = appBackend();
	await members.registerFirm(createServiceClient(backend), {
		territory: configuration.id,
		userId: account.id,
		email: account.email,
		name: name.trim(),
		...firm
	});
}
