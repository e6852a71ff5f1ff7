import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { columnMatches } from '#lib/backend/column-matches.ts';
import type { Backend } from '#lib/server/open-backend.ts';
import { engines, type TestDatabase } from './engines.ts';
import {
	actors,
	callsAnswered,
	callsOnDraft,
	rowsSeen,
	type Actor
} from './matrix-expectations.ts';
import { sampleForEverybody } from './matrix-sample.ts';
import { members } from './sample-territory.ts';
import { functions } from './schema-contract.ts';

type Sample = Awaited<ReturnType<typeof sampleForEverybody>>;
type Row = Record<string, unknown>;

const territory = { p_territory: members.id };
const nobody = '00000000-0000-4000-8000-000000000000';

/** Calls aimed at the members and at the brief of the agent's EPCI. */
function officeAims({ people, invitation, brief }: Sample): Record<string, object> {
	// No version is 0: who has the right learns that the record has changed, and nothing is written.
	const handled = { p_id: brief, p_version: 0 };
	return {
		member_self: territory,
		member_set_name: { ...territory, p_name: 'Nom' },
		member_set_epci: { ...territory, p_user: people.agent.id, p_epci: ['999999999'] },
		member_remove: { ...territory, p_user: people.administrator.id },
		members_list: territory,
		export_table: { ...territory, p_table: 'annonce' },
		column_matches: territory,
		column_matches_keep: { ...territory, p_class: 'site_eco', p_matches: {} },
		invitation_create: {
			...territory,
			...{ p_email: 'x@exemple.fr', p_role: 'roi', p_epci: [], p_token_hash: 'b'.repeat(64) }
		},
		invitation_revoke: { ...territory, p_invitation: invitation },
		invitations_list: territory,
		courriels_list: territory,
		courriels_stuck: territory,
		// Of no mail: who has the right learns that it is gone.
		courriels_again: { ...territory, p_id: nobody },
		record_to_correct: { ...territory, p_class: 'site_eco', p_id: 'S1' },
		// Of values that nobody has read: who has the right learns that the record has changed.
		record_correct: {
			...{ ...territory, p_class: 'site_eco', p_id: 'S1', p_version: '' },
			...{ p_changes: { site_nom: 'x' }, p_reason: null }
		},
		correction_lift: { ...territory, p_class: 'site_eco', p_id: 'S1', p_field: 'site_etat' },
		annonce_queue: territory,
		my_listings: territory,
		brief_list: { ...territory, p_filters: {}, p_limit: 10, p_offset: 0 },
		brief_detail: { p_id: brief },
		brief_colleagues: { p_id: brief },
		brief_assignee: { p_id: brief },
		brief_assign: { ...handled, p_to: null },
		brief_note: { ...handled, p_text: 'x', p_answered: false },
		brief_set_state: { ...handled, p_state: 'en cours', p_reason: null, p_text: null },
		brief_erase: handled,
		brief_propose: { ...handled, p_plots: ['T1'], p_text: '', p_mail: {} },
		missing_land: { ...territory, p_from: '2026-01-01', p_to: '2026-12-31' },
		inventory_worklist: { ...territory, p_day: '2026-01-01' },
		// Values that are none: who has the right learns it, and nothing is written.
		visit_record: { ...territory, p_visit: { id: nobody, unit: 'U1', said: 'x' } },
		visit_photo: { p_visit: nobody },
		units_from_parcels: { ...territory, p_parcels: [], p_dry: true },
		inventory_import: { ...territory, p_table: 'unite_occupant', p_rows: [], p_dry: true },
		consultation_open: { ...territory, p_epci: '200000001', p_people: [] },
		consultation_read: { ...territory, p_epci: '200000001' },
		// Of no consultation: it is nobody's.
		consultation_send: { p_consultation: nobody, p_links: [] },
		inventory_decide: { ...territory, p_epci: '200000001', p_day: '2026-01-01', p_act: '' },
		unit_evidence: { ...territory, p_unit: 'U1' },
		campaign_freeze: { ...territory, p_epci: '200000001', p_day: '2026-02-01' },
		envelope_record: {
			...{ ...territory, p_epci: '200000001', p_ha: -1, p_kind: 'SCoT', p_title: 'x' },
			...{ p_date: '2026-01-01', p_article: '', p_url: '' }
		},
		project_record: {
			...{ ...territory, p_id: '', p_name: '', p_commune: '08001', p_bucket: 'locale', p_ha: 1 },
			...{ p_committed: '2026-01-01', p_act: 'x', p_taken: null, p_withdrawn: false }
		},
		guarantee_record: {
			...{ ...territory, p_commune: '08001', p_ha: 2, p_title: 'x', p_act: 'x' },
			p_date: '2026-01-01'
		},
		document_record: {
			...{ ...territory, p_scope: 'PLU', p_place: '08001', p_title: '', p_adopted: null },
			p_reduction: null
		},
		programme_save: { ...territory, p_action: { action_id: 'a', axe: 'aucun' }, p_version: 0 },
		programme_history: { ...territory, p_id: 'a' }
	};
}

/** Calls aimed at a listing; deleting it comes last. */
function listingAims(listing: string, piece: string): Record<string, object> {
	const one = { p_annonce: listing };
	const versioned = { ...one, p_version: 0 };
	return {
		annonce_get: one,
		annonce_save: { ...versioned, ...territory, p_contenu: {}, p_geom: null },
		annonce_submit: versioned,
		annonce_withdraw: versioned,
		annonce_piece_add: {
			...versioned,
			...{ p_piece: nobody, p_genre: 'photo', p_nom: 'x', p_type_mime: 'image/jpeg' },
			...{ p_octets: 1, p_largeur: 1, p_hauteur: 1 }
		},
		annonce_piece_remove: { ...versioned, p_piece: piece },
		annonce_piece_order: { ...versioned, p_pieces: [] },
		annonce_piece_caption: { ...versioned, p_piece: piece, p_legende: 'x' },
		annonce_publish: versioned,
		annonce_request_change: { ...versioned, p_message: 'x' },
		annonce_refuse: { ...versioned, p_reason: 'x' },
		annonce_unpublish: { ...versioned, p_reason: 'x' },
		annonce_restore: { ...versioned, p_version_id: 1 },
		annonce_confirm: one,
		annonce_facts: one,
		annonce_version_get: { ...one, p_version_id: 1 },
		annonce_delete: one
	};
}

function sign(status: number, text: string): string {
	if ([401, 403, 404].includes(status)) return '-';
	if (status >= 500) return `${status} ${text}`;
	const answer: unknown = text === '' ? null : JSON.parse(text);
	const total = (Object(answer) as { total?: unknown }).total;
	return answer === null || total === 0 || (Array.isArray(answer) && answer.length === 0)
		? '0'
		: '+';
}

function table(title: string, lines: [string, string][]): string {
	const head = actors.map((actor) => actor.slice(0, 10).padEnd(11)).join('');
	const body = lines.map(
		([name, cells]) =>
			name.padEnd(26) +
			cells
				.split(' ')
				.map((cell) => cell.padEnd(11))
				.join('')
	);
	return [title.padEnd(26) + head, ...body].join('\n');
}

describe.each(engines())('rights on $name', ({ name: engineName, create }) => {
	let database: TestDatabase;
	let backend: Backend;
	let sample: Sample;
	let tableNames: string[];
	/** Columns that nobody writes, by `table.column`. */
	let computed: Set<string>;
	const tokens: Partial<Record<Actor, string>> = {};

	beforeAll(async () => {
		database = await create();
		const engine = database.openRaw();
		tableNames = (
			await engine.rows(
				`select relname from pg_class where relnamespace = 'public'::regnamespace
				and relkind in ('r', 'v', 'm', 'p', 'f') order by relname`
			)
		).map((row) => String(row['relname']));
		computed = new Set(
			(
				await engine.rows(
					`select relname || '.' || attname as name
					from pg_attribute join pg_class on pg_class.oid = attrelid
					where relnamespace = 'public'::regnamespace and (attgenerated <> '' or attidentity <> '')`
				)
			).map(({ name }) => String(name))
		);
		await engine.close();
		backend = await database.open();
		sample = await sampleForEverybody(backend);
		for (const actor of actors) {
			if (actor === 'anon') continue;
			const { data } = await sample.people[actor].client.auth.getSession();
			tokens[actor] = data.session?.access_token ?? '';
		}
	});

	afterAll(async () => {
		await backend.close();
		await database.remove();
	});

	async function rest(actor: Actor | 'service', path: string, method = 'GET', body?: object) {
		const key = actor === 'service' ? backend.secretKey : backend.publishableKey;
		const token = actor === 'service' ? undefined : tokens[actor];
		const response = await backend.fetch(`${backend.url}/rest/v1/${path}`, {
			method,
			headers: {
				apikey: key,
				'content-type': 'application/json',
				...(token ? { authorization: `Bearer ${token}` } : {})
			},
			...(body ? { body: JSON.stringify(body) } : {})
		});
		return { status: response.status, text: await response.text() };
	}

	async function answers(aims: Record<string, object>): Promise<[string, string][]> {
		const found: [string, string][] = [];
		for (const [name, parameters] of Object.entries(aims)) {
			const cells: string[] = [];
			for (const actor of actors) {
				const { status, text } = await rest(actor, `rpc/${name}`, 'POST', parameters);
				cells.push(sign(status, text));
			}
			found.push([name, cells.join(' ')]);
		}
		return found;
	}

	const everything = async () =>
		Promise.all(
			tableNames.map(async (name): Promise<[string, string[]]> => {
				const rows = JSON.parse((await rest('service', `${name}?select=*`)).text) as Row[];
				return [name, rows.map((row) => JSON.stringify(row)).sort()];
			})
		);

	it('shows each actor the rows declared, of every table there is', async () => {
		expect(tableNames).toEqual(Object.keys(rowsSeen).sort());
		const found: [string, string][] = [];
		for (const name of tableNames) {
			const cells: string[] = [];
			for (const actor of actors) {
				const { status, text } = await rest(actor, `${name}?select=*`);
				const refused = status === 401 || status === 403;
				cells.push(refused ? '-' : String((JSON.parse(text) as Row[]).length));
			}
			found.push([name, cells.join(' ')]);
		}
		console.log(`\n${table(`rows read, ${engineName}`, found)}`);
		expect(Object.fromEntries(found)).toEqual(rowsSeen);
	});

	it('lets no actor insert, update or delete a row of any table', async () => {
		const before = await everything();
		const attempts: string[] = [];
		for (const [name, rows] of before) {
			expect([name, rows.length]).not.toEqual([name, 0]);
			const written = Object.entries(JSON.parse(rows[0] ?? '{}') as Row).filter(
				([column, cell]) => cell !== null && !computed.has(`${name}.${column}`)
			);
			const [column = '', value] = written[0] ?? [];
			const one = `${name}?${column}=eq.${encodeURIComponent(String(value))}`;
			for (const actor of actors) {
				for (const [method, path, body] of [
					['POST', name, Object.fromEntries(written)],
					['PATCH', one, { [column]: value }],
					['DELETE', one, undefined]
				] as const) {
					const { status } = await rest(actor, path, method, body);
					if (status !== 401 && status !== 403)
						attempts.push(`${actor} ${method} ${name}: ${status}`);
				}
			}
		}
		expect(attempts).toEqual([]);
		expect(await everything()).toEqual(before);
		console.log(
			`\nwrites refused, ${engineName}: ${tableNames.length} tables × ${actors.length} actors × insert, update, delete`
		);
	});

	it('answers each actor as declared, for every function that accounts alone may call', async () => {
		const forAccounts = Object.entries(functions)
			.filter(([, { by }]) => by.includes('authenticated') && !by.includes('anon'))
			.map(([name]) => name);
		expect(Object.keys(callsAnswered).sort()).toEqual(forAccounts.sort());
		const { waiting } = sample;
		const aims = { ...officeAims(sample), ...listingAims(waiting.annonce_id, waiting.piece) };
		const found = await answers(aims);
		console.log(`\n${table(`calls, ${engineName}`, found)}`);
		expect(Object.fromEntries(found)).toEqual(callsAnswered);
	});

	it('tells an agent what they themselves have said of their columns, until they say otherwise', async () => {
		const { agent, otherAgent } = sample.people;
		const own = (who: typeof agent) => columnMatches.own(who.client, members.id);
		expect(await own(agent)).toEqual({ site_eco: { nom_de_la_zone: 'site_nom' } });
		expect(await own(otherAgent)).toEqual({});
		const said = { nom_de_la_zone: null, observations: '' };
		const kept = { territory: members.id, class: 'site_eco' } as const;
		await columnMatches.keep(agent.client, { ...kept, said });
		expect(await own(agent)).toEqual({ site_eco: { observations: null } });
	});

	it('keeps the draft of a firm from everybody else', async () => {
		const aims = Object.entries(listingAims(sample.draft.annonce_id, nobody));
		const found = await answers(Object.fromEntries(aims.filter(([name]) => name in callsOnDraft)));
		console.log(`\n${table(`calls on a draft, ${engineName}`, found)}`);
		expect(Object.fromEntries(found)).toEqual(callsOnDraft);
	});

	it('lets nobody change their own role', async () => {
		for (const actor of ['stranger', 'firmA', 'agent'] as const) {
			const { id } = sample.people[actor];
			const raised = { role: 'administrateur', siret: null };
			const direct = await rest(actor, `membre?user_id=eq.${id}`, 'PATCH', raised);
			const added = await rest(actor, 'membre', 'POST', {
				...{ user_id: id, territory_id: members.id, courriel: 'x@exemple.fr' },
				...raised
			});
			const called = await Promise.all(
				[
					['administrator_appoint', { p_territory: members.id, p_user: id, p_name: '' }],
					['invitation_accept', { p_token_hash: 'a'.repeat(64), p_user: id, p_name: '' }],
					['account_open_recovery', { p_email: 'x@exemple.fr', p_token_hash: 'a'.repeat(64) }],
					['account_by_email', { p_email: 'administration@exemple.fr' }],
					['inscription_accept', { p_token_hash: 'a'.repeat(64), p_user: id, p_name: '' }],
					['mail_leave', { ...territory, p_mails: [] }],
					['mail_claim', { ...territory, p_limit: 9, p_lease_seconds: 1 }]
				].map(([name, body]) => rest(actor, `rpc/${name as string}`, 'POST', body as object))
			);
			expect([direct, added, ...called].map(({ status }) => status)).toEqual(Array(9).fill(403));
		}
	});
});
