import * as v from 'valibot';
import { consultedAs, consultationAnswers, type Consulted } from '#lib/domain/consultation.ts';
import { unitStates, unknownReasons } from '#lib/domain/inventory.ts';
import { call } from './call.ts';
import type { BackendClient } from './client.ts';

const day = v.string();
const count = v.pipe(v.number(), v.integer());

const Person = v.object({
	id: v.string(),
	unit: v.string(),
	mail: v.string(),
	role: v.picklist(consultedAs),
	name: v.string(),
	writtenOn: v.nullable(day),
	answer: v.nullable(v.picklist(consultationAnswers)),
	note: v.nullable(v.string()),
	answeredAt: v.nullable(v.string())
});

const Consultation = v.object({
	id: v.string(),
	openedOn: day,
	/** The last day on which anybody may answer. */
	closesOn: day,
	by: v.nullable(v.string()),
	isOpen: v.boolean(),
	people: v.pipe(
		v.nullable(v.array(Person)),
		v.transform((people) => people ?? [])
	)
});

const Decision = v.object({
	day,
	act: v.string(),
	/** By when the inventory is to be brought up to date. */
	refresh: day
});

const Read = v.object({ decisions: v.array(Decision), consultations: v.array(Consultation) });

const ConsultedUnit = v.object({
	name: v.string(),
	role: v.picklist(consultedAs),
	closesOn: day,
	epci: v.nullable(v.string()),
	unit: v.string(),
	parcels: v.nullable(v.string()),
	areaM2: v.number(),
	site: v.nullable(v.string()),
	/** 1 January at which the unit was judged; null with its state where it is in no published site. */
	day: v.nullable(day),
	state: v.nullable(v.picklist(unitStates)),
	why: v.nullable(v.picklist(unknownReasons)),
	since: v.nullable(day),
	occupants: v.array(v.string())
});

const Reminder = v.object({
	kind: v.picklist(['close', 'refresh']),
	id: v.string(),
	epci: v.string(),
	epciName: v.nullable(v.string()),
	day,
	answers: count,
	people: count,
	agents: v.array(v.string())
});

export type Consultation = v.InferOutput<typeof Consultation>;
export type ConsultedPerson = v.InferOutput<typeof Person>;
export type InventoryDecision = v.InferOutput<typeof Decision>;
export type ConsultedUnit = v.InferOutput<typeof ConsultedUnit>;
export type InventoryReminder = v.InferOutput<typeof Reminder>;

/** What an agent does for an EPCI. */
interface OfEpci {
	territory: string;
	epci: string;
}

/** The consultation of 30 days and the decisions of an EPCI; the last two are for the service. */
export const consultations = {
	/** @throws BackendError 403 for who is no agent of the EPCI */
	read: (client: BackendClient, { territory, epci }: OfEpci): Promise<v.InferOutput<typeof Read>> =>
		call(client, 'consultation_read', { p_territory: territory, p_epci: epci }, Read),

	/** @throws BackendError 409 where one is open, 404 for a unit of another EPCI, 400 for an address that is none */
	open: (
		client: BackendClient,
		{ territory, epci, people }: OfEpci & { people: readonly Consulted[] }
	): Promise<{ id: string; closesOn: string }> =>
		call(
			client,
			'consultation_open',
			{ p_territory: territory, p_epci: epci, p_people: people },
			v.object({ id: v.string(), closesOn: day })
		),

	/** Gives new links, by their SHA-256, to people who have not answered; whom to write to. @throws BackendError 410 */
	send: (
		client: BackendClient,
		consultation: string,
		links: readonly { id: string; hash: string }[]
	): Promise<{ id: string; mail: string; name: string; unit: string }[]> =>
		call(
			client,
			'consultation_send',
			{ p_consultation: consultation, p_links: links },
			v.array(v.object({ id: v.string(), mail: v.string(), name: v.string(), unit: v.string() }))
		),

	/** The unit that a link is for. @throws BackendError 404 for no link, 409 once answered, 410 once closed */
	unit: (client: BackendClient, hash: string): Promise<ConsultedUnit> =>
		call(client, 'consultation_unit', { p_hash: hash }, ConsultedUnit),

	/** @throws BackendError as `unit`; 400 for an answer that says nothing */
	answer: (
		client: BackendClient,
		hash: string,
		{ answer, note }: { answer: string; note: string }
	): Promise<{ answer: string }> =>
		call(
			client,
			'consultation_answer',
			{ p_hash: hash, p_answer: answer, p_note: note },
			v.object({ answer: v.string() })
		),

	/** @throws BackendError 400 for a day to come or an act without a name */
	decide: (
		client: BackendClient,
		{ territory, epci, decided, act }: OfEpci & { decided: string | null; act: string }
	): Promise<{ refresh: string }> =>
		call(
			client,
			'inventory_decide',
			{ p_territory: territory, p_epci: epci, p_day: decided, p_act: act },
			v.object({ refresh: day })
		),

	/** What agents are to be told of. Needs a service client. */
	reminders: (service: BackendClient, territory: string, today: string) =>
		call(
			service,
			'inventory_reminders',
			{ p_territory: territory, p_today: today },
			v.array(Reminder)
		),

	/** Notes that a reminder is in the outbox. Needs a service client. */
	reminded: (
		service: BackendClient,
		territory: string,
		{ kind, id, epci }: Pick<InventoryReminder, 'kind' | 'id' | 'epci'>,
		today: string
	): Promise<unknown> =>
		call(
			service,
			'inventory_reminded',
			{ p_territory: territory, p_kind: kind, p_id: id, p_epci: epci, p_today: today },
			v.unknown()
		)
};
