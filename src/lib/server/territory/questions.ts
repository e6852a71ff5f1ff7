import type { MultiPolygon } from 'geojson';
import type { CardCollection } from '#lib/domain/brief.ts';
import type { Listing } from '#lib/domain/listing.ts';
import { openingCriteria, type Criteria } from '#lib/search/criteria.ts';
import { funnelFigures } from '#lib/search/funnel.ts';
import { listPage, search } from '#lib/search/list-page.ts';
import { noView, type ListView } from '#lib/search/list-view.ts';
import { placesOf, territoryBox } from '#lib/search/places.ts';
import { comparePlots, type ComparedQuestion } from '#lib/subjects/comparison/rules/compare.ts';
import { watchedAnswer } from '../alerts/watched-search.ts';
import { surroundings } from '../checking/surroundings.ts';
import { neighbours } from '../ground/neighbours.ts';
import { runSearch } from '../leads/asked-search.ts';
import { findCard, searchedEpci } from '../leads/concerned-epci.ts';
import { placeNames } from '../leads/place-names.ts';
import { proposablePlots, type ProposableQuestion } from '../leads/proposable.ts';
import { previewPlot } from '../listing/preview-plot.ts';
import { stillPicture } from '../picture/still-picture.ts';
import { analysisQuestions } from './analysis-questions.ts';
import { cardQuestions, overviewOf } from './card-questions.ts';
import { recordsToExport, type ExportQuestion } from './export-question.ts';
import { findFeatures, type FeatureQuestion } from './find-features.ts';
import { plotsInFrame, type FrameQuestion } from './frame-question.ts';
import { keptAnswers, keptIn } from '#lib/domain/kept-in.ts';
import { mapSheet, type MapSheetQuestion } from './map-sheet-question.ts';
import type { Reading } from './reading.ts';
import { territoryOutline } from './territory-outline.ts';

/** What changes with the records only, made once a reading. */
const places = keptIn(({ atlas }: Reading) => placesOf(atlas));
const outline = keptIn(territoryOutline);
const box = keptIn(({ atlas }: Reading) => territoryBox(atlas));
const still = keptIn((reading: Reading) => stillPicture(reading.atlas, box(reading)));

function firstAnswer(
	reading: Reading,
	{ criteria, view, locale }: { criteria: Criteria; view: ListView; locale: string }
) {
	const found = search(reading.atlas, criteria);
	return {
		firstPage: listPage(reading.atlas, found, view, locale),
		// Where the page has all plots it counts by itself.
		funnel: reading.plotsTravelWhole ? null : funnelFigures(found.plotSearch.evaluation)
	};
}

const openingAnswer = keptAnswers((reading: Reading, { locale }: { locale: string }) =>
	firstAnswer(reading, { criteria: openingCriteria, view: noView, locale })
);

/**
 * Everything that the server asks of a territory. Each is answered in the thread that holds the reading: what goes
 * in and what comes out is copied, so it is small.
 */
export const questions = {
	...cardQuestions,
	...analysisQuestions,

	/** What every page of the map says, whatever is asked. */
	shell: (reading: Reading) => ({
		overview: overviewOf(reading),
		places: places(reading),
		bounds: box(reading),
		still: still(reading),
		summary: reading.summary
	}),

	/** What the map page answers before any script runs. */
	firstAnswer,

	/** The same to an address that asks for nothing, made once a language. */
	openingAnswer,

	plotsInFrame: (reading: Reading, asked: FrameQuestion) => plotsInFrame(reading, asked),

	mapSheet: (reading: Reading, asked: MapSheetQuestion) => mapSheet(reading, asked),

	bounds: (reading: Reading) => box(reading),

	outline: (reading: Reading) => outline(reading),

	/** Borders and seas around the territory; none where its bounds are not known. */
	neighbours: (reading: Reading) => {
		const bounds = box(reading);
		return bounds === null ? [] : neighbours(bounds);
	},

	epci: ({ atlas }: Reading) => atlas.epci,

	summary: ({ summary }: Reading) => summary,

	features: (reading: Reading, asked: FeatureQuestion) => findFeatures(reading, asked),

	/** The record that a card shows; null where there is none. */
	card: ({ atlas }: Reading, { collection, id }: { collection: CardCollection; id: string }) =>
		findCard(atlas, collection, id),

	/** Plots side by side, by their identifiers. */
	comparison: ({ atlas, summary }: Reading, asked: ComparedQuestion) =>
		comparePlots(atlas, summary, asked),

	recordsToExport: (reading: Reading, asked: ExportQuestion) => recordsToExport(reading, asked),

	/** A search as a brief keeps it, the EPCI that it asks for, and the names of its places. */
	askedSearch: ({ atlas }: Reading, criteria: Criteria) => ({
		search: runSearch(atlas, criteria),
		epci: searchedEpci(atlas, criteria),
		names: placeNames(atlas, criteria)
	}),

	/** What an answer to a brief is chosen from. */
	proposable: ({ atlas }: Reading, asked: ProposableQuestion) => proposablePlots(atlas, asked),

	/** What a search that somebody watches finds. */
	watchedSearch: ({ atlas }: Reading, { search: asked }: { search: string }) =>
		watchedAnswer(atlas, asked),

	surroundings: (
		{ atlas }: Reading,
		{
			listing,
			published
		}: { listing: Pick<Listing, 'geometry' | 'terr_id'>; published: MultiPolygon | null }
	) => surroundings(atlas, listing, published),

	previewPlot: ({ atlas }: Reading, { listing, today }: { listing: Listing; today: string }) =>
		previewPlot(listing, atlas, today)
};

export type Questions = typeof questions;
export type QuestionName = keyof Questions;
/** The questions as they are asked from another thread: the reading is that thread's. */
export type Ask = {
	[Name in QuestionName]: Questions[Name] extends (
		reading: Reading,
		...subject: infer Subject
	) => infer Answer
		? (...subject: Subject) => Promise<Awaited<Answer>>
		: never;
};
