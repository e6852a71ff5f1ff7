import { createServiceClient } from '#lib/backend/client.ts';
import { sheets, type IssuedSheet } from '#lib/backend/sheets.ts';
import { codeLabel } from '#lib/words/vocabulary-words.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { plotName } from '#lib/search/list-page.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import {
	changedFacts,
	factsCode,
	ownRuleValues,
	plotFacts,
	rulesOf,
	valuesOf
} from '#lib/subjects/dossier/plot-facts.ts';
import { factLabel, factText } from '#lib/subjects/dossier/panels/fact-words.ts';
import {
	askedGrounds,
	countedHectares,
	readAskedRules,
	rulesInWords
} from '../asked-ground.server.ts';

export interface ChangedFact {
	label: string;
	former: string;
	present: string;
}

/** What became of what a code stands for. */
export type CheckedCode =
	| { answer: 'unknown'; code: string }
	| { answer: 'gone'; code: string; plotId: string; issued: string }
	| {
			answer: 'same' | 'changed';
			code: string;
			plotId: string;
			name: string;
			issued: string;
			/** Rules of the visitor's own that it was made with, and the territory's; null where it was made with these. */
			rules: { own: string; territory: string } | null;
			changes: ChangedFact[];
	  };

/** Compares printed sheets with the data of today; codes that nobody printed are said to be unknown. */
export async function checkCodes(codes: readonly string[]): Promise<CheckedCode[]> {
	const { backend, configuration } = appBackend();
	const service = createServiceClient(backend);
	const found = await sheets.find(service, configuration.id, codes);
	const byCode = new Map(found.map((sheet) => [sheet.code, sheet]));
	return Promise.all(
		codes.map(async (code): Promise<CheckedCode> => {
			const sheet = byCode.get(code);
			return sheet ? await compare(sheet) : { answer: 'unknown', code };
		})
	);
}

async function compare({ code, plotId, values, issued }: IssuedSheet): Promise<CheckedCode> {
	const { ask } = await readTerritory();
	const card = await ask.plotCard({ id: plotId });
	if (card === null) return { answer: 'gone', code, plotId, issued };
	const rules = rulesOf(values);
	const present = {
		...valuesOf(plotFacts(card.placed)),
		...(rules !== null && (await countedToday(plotId, rules)))
	};
	const answer = factsCode(plotId, present) === code ? 'same' : 'changed';
	const locale = getLocale();
	const text = (id: string, value: IssuedSheet['values'][string] | undefined) =>
		factText(id, value ?? null, locale, codeLabel);
	const changes = changedFacts(values, present).map((id) => ({
		label: factLabel(id, codeLabel),
		former: text(id, values[id]),
		present: text(id, (present as Partial<typeof values>)[id])
	}));
	return {
		...{ answer, code, plotId, name: plotName(card.placed.plot), issued, changes },
		rules:
			rules === null ? null : rulesInWords({ ...readAskedRules(new URLSearchParams()), own: rules })
	};
}

/** What is left of a plot today by the rules that a sheet was made with. */
async function countedToday(plotId: string, rules: string) {
	const asked = readAskedRules(new URLSearchParams(rules));
	const ground = (await askedGrounds([plotId], asked)).get(plotId);
	return ground && ownRuleValues(rules, countedHectares(ground, asked));
}
