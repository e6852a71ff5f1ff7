import * as v from 'valibot';

export const memberRoles = ['entreprise', 'agent', 'administrateur'] as const;
export type MemberRole = (typeof memberRoles)[number];

/** Where the name of a firm comes from: our own table, the Sirene service, or its own word. */
export const firmNameOrigins = ['base', 'sirene', 'déclaré'] as const;
export type FirmNameOrigin = (typeof firmNameOrigins)[number];

/** An account, whatever it may do. */
export type Account = { id: string; email: string };

/** An account with a role in the territory; a firm has a SIRET and a name, an agent its EPCI. */
export const Member = v.object({
	userId: v.string(),
	role: v.picklist(memberRoles),
	email: v.string(),
	name: v.nullable(v.string()),
	siret: v.nullable(v.string()),
	firmName: v.nullable(v.string()),
	firmNameOrigin: v.nullable(v.picklist(firmNameOrigins)),
	/** SIREN of the EPCI that an agent works for. */
	epci: v.array(v.string())
});

export type Member = v.InferOutput<typeof Member>;

/** Shortest password accepted: length is what protects, so nothing else is asked of it. */
export const minimumPasswordLength = 10;
/** bcrypt reads 72 bytes and ignores the rest. */
export const maximumPasswordBytes = 72;
