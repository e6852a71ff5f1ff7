import { createHash } from 'node:crypto';
import { fail, type RequestEvent } from '@sveltejs/kit';
import { BackendError } from '#lib/backend/backend-error.ts';
import { createServiceClient } from '#lib/backend/client.ts';
import { columnMatches } from '#lib/backend/column-matches.ts';
import { demonstration } from '#lib/backend/demonstration.ts';
import { collections } from '#lib/backend/features.ts';
import { dayInFrance } from '#lib/domain/day.ts';
import type { UnitsByClass } from '#lib/domain/import/units.ts';
import type { PositionsChoice } from '#lib/formats/read-positions.ts';
import type { MatchesByClass } from '#lib/domain/import/column-matches.ts';
import { importableSchemas, schemaNamed } from '#lib/domain/import/detect-class.ts';
import { importedFiles } from '#lib/formats/index.ts';
import { templateSchemas } from '#lib/formats/import-template.ts';
import { m } from '#lib/paraglide/messages.js';
import { appBackend } from '#lib/server/app-backend.ts';
import { mostEmbeddedPlots } from '#lib/server/import/embedded-limit.ts';
import { importFiles, type ImportSource } from '#lib/server/import/import-files.ts';
import { ownClasses } from '#lib/server/import/own-epci.ts';
import { readSentRecords } from '#lib/server/import/read-sent-records.ts';
import { warmIntake } from '#lib/server/intake/read-outside.ts';
import { readingOf } from '#lib/server/intake/reading-of.ts';
import { requireMember } from '#lib/server/session.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import { textOf } from '../../form-text.ts';
import { largeForm } from '../../large-form.server.ts';
import {
	joinedMatches,
	matchTargets,
	rememberMatches,
	saidInForm
} from './matched-columns.server.ts';
import { mendsInForm, positionsView } from './mended-values.server.ts';
import { reportView } from './report-view.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Below what the server takes in one request (BODY_SIZE_LIMIT, 32 MB), with room for the form itself. */
const sizeLimit = 30_000_000;
const inMegabytes = (bytes: number) => Math.ceil(bytes / 100_000) / 10;

export const load: PageServerLoad = async (event) => {
	const member = requireMember(event, 'agent', 'administrateur');
	const administers = member.role === 'administrateur';
	warmIntake();
	const { client, configuration } = appBackend();
	const summary = await collections.summary(client, configuration.id);
	return {
		classes: importableSchemas
			.map((schema) => schema.class)
			.filter((name) => administers || ownClasses.includes(name)),
		templates: templateSchemas.map(({ class: name, label }) => ({ name, label })),
		accept: importedFiles,
		limit: inMegabytes(sizeLimit),
		/** How many records are invented; null for who does not clear them. */
		demonstration: administers
			? summary.reduce((sum, collection) => sum + collection.demonstration, 0)
			: null,
		/** EPCI that an agent's files are held to, by name; null for an administrator. */
		epci: administers ? null : await epciNamed(member.epci)
	};
};

/** An agent's EPCI, by name. */
async function epciNamed(sirens: readonly string[]) {
	const { ask } = await readTerritory();
	const known = await ask.epci();
	return sirens.map((siren) => ({
		siren,
		name: known.find((one) => one.siren === siren)?.name ?? siren
	}));
}

/** What may be chosen beside the files, by the name of its field in the form. */
const switches = {
	skipInvalid: 'skip-invalid',
	clear: 'clear',
	strict: 'strict',
	anywhere: 'anywhere'
} as const;

type Choices = { as: string } & Record<keyof typeof switches, boolean>;
type Upload = {
	sources: ImportSource[];
	choices: Choices;
	/** What the form says of columns. */
	said: MatchesByClass;
	/** And of units and positions. */
	mends: { units: UnitsByClass; positions: PositionsChoice };
	checked: string;
};

/** What was sent, or the sentence that refuses it. */
async function uploadOf(form: FormData): Promise<Upload | { fault: string }> {
	const files = form
		.getAll('files')
		.filter((file): file is File => file instanceof File && file.size > 0);
	if (files.length === 0) return { fault: m.admin_import_no_file() };
	const size = files.reduce((sum, file) => sum + file.size, 0);
	if (size > sizeLimit) {
		const limit = inMegabytes(sizeLimit);
		return { fault: m.admin_import_too_large({ size: inMegabytes(size), limit }) };
	}
	const as = textOf(form, 'class');
	if (as && !schemaNamed(as)) {
		const classes = importableSchemas.map((schema) => schema.class).join(', ');
		return { fault: m.admin_import_class_unknown({ value: as.slice(0, 40), classes }) };
	}
	const said = saidInForm(form);
	if ('fault' in said) return said;
	const mends = mendsInForm(form);
	if ('fault' in mends) return mends;
	return {
		...{ said, mends },
		sources: await Promise.all(
			files.map(async (file) => ({
				name: file.name,
				bytes: new Uint8Array(await file.arrayBuffer())
			}))
		),
		choices: {
			as,
			skipInvalid: form.has(switches.skipInvalid),
			clear: form.has(switches.clear),
			strict: form.has(switches.strict),
			anywhere: form.has(switches.anywhere)
		},
		checked: textOf(form, 'checked')
	};
}

/** The same for the same files read in the same way. */
function fingerprint({ sources, choices, mends }: Upload, matches: MatchesByClass): string {
	const hash = createHash('sha256').update(JSON.stringify([choices, matches, mends]));
	for (const { name, bytes } of sources)
		hash.update(`|${name}|${String(bytes.length)}|`).update(bytes);
	return hash.digest('hex');
}

/** Where the territory lies, for small maps. */
async function territoryGround() {
	const { ask } = await readTerritory();
	const [box, epci] = await Promise.all([ask.bounds(), ask.epci()]);
	return { box, outlines: epci.flatMap(({ geometry }) => geometry ?? []) };
}

async function run(event: RequestEvent, wanted: 'check' | 'write') {
	const member = requireMember(event, 'agent', 'administrateur');
	const upload = await uploadOf(await largeForm(event.request));
	if ('fault' in upload) return fail(400, upload);
	const { backend, configuration } = appBackend();
	const { supabase } = event.locals;
	const former = await columnMatches.own(supabase, configuration.id);
	const matches = joinedMatches(former, upload.said);
	const print = fingerprint(upload, matches);
	const unchecked = wanted === 'write' && upload.checked !== print;
	const dryRun = wanted === 'check' || unchecked;
	const reading = readingOf(event);
	const { choices, mends } = upload;
	const service = createServiceClient(backend);
	try {
		await rememberMatches(supabase, configuration.id, upload.said);
		const report = await importFiles({
			client: service,
			configuration,
			sources: upload.sources,
			read: (bytes, context) => readSentRecords(bytes, context, reading),
			...choices,
			...mends,
			as: schemaNamed(choices.as),
			matches,
			dryRun,
			onlyEpci: member.role === 'administrateur' ? undefined : member.epci,
			mostPlots: backend.kind === 'embedded' ? mostEmbeddedPlots : undefined,
			date: dayInFrance(new Date())
		});
		const view = reportView(report, choices.skipInvalid);
		const targets = await matchTargets(service, report.files);
		const positions = positionsView(report.files, await territoryGround());
		return {
			report: view,
			targets,
			mended: { ...positions, choice: mends.positions },
			dryRun,
			unchecked,
			...choices,
			checked: view.isReady ? print : ''
		};
	} catch (fault) {
		if (!(fault instanceof BackendError) || fault.status >= 500) throw fault;
		return fail(fault.status, {
			...choices,
			fault: m.admin_import_refused({ reason: fault.message })
		});
	}
}

export const actions: Actions = {
	verifier: (event) => run(event, 'check'),
	importer: (event) => run(event, 'write'),

	demonstration: async (event) => {
		requireMember(event, 'administrateur');
		const typed = textOf(await largeForm(event.request), 'confirmation');
		const word = m.admin_demo_word();
		if (typed.trim().toLowerCase() !== word) {
			return fail(400, {
				typed: typed.slice(0, 80),
				demoFault: m.admin_demo_wrong({ value: typed.slice(0, 40), word })
			});
		}
		const { backend, configuration } = appBackend();
		const removed = await demonstration.clear(createServiceClient(backend), configuration.id);
		return { removed: Object.values(removed).reduce((sum, count) => sum + count, 0) };
	}
};
