import { createContext } from 'svelte';
import type { Plot } from '#lib/domain/plot.ts';
import { buildAtlas, type Atlas, type Records } from '#lib/search/atlas.ts';
import { openingCriteria, type Criteria } from '#lib/search/criteria.ts';
import type { FoundPlace } from '#lib/search/find/suggestion.ts';
import type { Framed } from '#lib/search/framed-plots.ts';
import { funnel, type FunnelFigures, type FunnelStep } from '#lib/search/funnel.ts';
import {
	listPage,
	pageOfRecord,
	search,
	type Found,
	type ListPage
} from '#lib/search/list-page.ts';
import { orderBy, rowsOf } from '#lib/search/list-order.ts';
import {
	listColumns,
	noView,
	sortedBy,
	type ListColumn,
	type ListView,
	type RecordClass
} from '#lib/search/list-view.ts';
import { nearMisses } from '#lib/search/near-misses.ts';
import { writeAddress } from '#lib/search/address.ts';
import { pause } from './pause.ts';
import { CriteriaHistory } from './criteria-history.svelte.ts';
import { LayerChoice } from './layer-choice.svelte.ts';
import { ListForm } from './list-form.svelte.ts';
import { MapPlace } from './map-place.svelte.ts';

// The workspace is where rooms above meet the search: they name its answers by these.
export type { Atlas } from '#lib/search/atlas.ts';
export type { Found } from '#lib/search/list-page.ts';
export type { AtlasCollection } from '#lib/search/parse-records.ts';

export type Panel = 'criteria' | 'results' | 'card';
/** How much of the screen the results drawer or the narrow sheet takes. */
export type Stop = 'peek' | 'half' | 'full';
export type DrawingTool = 'polygon' | 'rectangle' | 'circle' | 'line';

/** A record named on the map and in the address of its card. */
export interface Selection {
	collection: RecordClass | 'epci';
	id: string;
}

/** What the server says before any script runs, and of every change where the plots are too many for a page. */
export interface ServerAnswer {
	firstPage: ListPage;
	/** The funnel in figures; null where the page has all plots and counts by itself. */
	funnel: readonly FunnelFigures[] | null;
	/** What was asked, as `Workspace.query` writes it. */
	query: string;
}

/**
 * What one visitor is looking at. Made once a page and handed down by context, never shared on the server.
 * `atlas` is null until the collections have arrived: `firstPage`, rendered by the server, stands in for it.
 */
export class Workspace {
	criteria = $state.raw<Criteria>(openingCriteria);
	view = $state.raw<ListView>(noView);
	atlas = $state.raw<Atlas | null>(null);
	loading = $state.raw<'waiting' | 'ready' | 'failed'>('waiting');
	selection = $state.raw<Selection | null>(null);
	/** Record under the pointer or with the focus in the list. */
	pointed = $state.raw<Selection | null>(null);
	/** The place that the search box took the visitor to: no criterion. */
	place = $state.raw<FoundPlace | null>(null);
	panel = $state.raw<Panel>('criteria');
	stop = $state.raw<Stop>('half');
	criteriaOpen = $state.raw(true);
	drawing = $state.raw<DrawingTool | null>(null);
	/**
	 * Whether all criteria stand on the page. Beside a card that somebody opens by its address those that are folded
	 * come with the script: what cannot be seen yet need not be written, sent and read.
	 */
	whole = $state.raw(false);
	readonly layers = new LayerChoice();
	readonly listForm = new ListForm();
	readonly map = new MapPlace();
	readonly history = new CriteriaHistory();
	/** Searches without a result that were counted already while this page is open. */
	readonly toldMisses: string[] = [];
	readonly locale: string;
	/** The plot whose card is open: it may lie outside of what the map holds. */
	opened = $state.raw<Plot | null>(null);
	/** Where the plots are too many to be read whole: those of the frame that the map shows; null before the first. */
	frame = $state.raw<(Framed & { query: string }) | null>(null);
	/** How often the records have changed since they were first read. */
	changes = $state.raw(0);
	#records = $state.raw<Records | null>(null);
	readonly #answer: () => ServerAnswer;

	/** @param answer what the server says of the criteria that it was asked last */
	constructor(locale: string, answer: () => ServerAnswer) {
		this.locale = locale;
		this.#answer = answer;
	}

	/** Whether the plots are too many for a page: the list and all figures are the server's then. */
	readonly framed = $derived.by(() => this.#answer().funnel !== null);

	/** Whether the figures on the page answer what is asked now. */
	readonly answered = $derived.by(() => !this.framed || this.#answer().query === this.query);

	/** Takes the records that have been read; plots that come by frame are kept. */
	async showRecords(records: Records): Promise<void> {
		if (this.#records !== null) this.changes += 1;
		this.#records = records;
		await this.#build();
	}

	/** Takes the plots of a frame. @param query the criteria that they were judged by */
	async showFrame(framed: Framed, query: string): Promise<void> {
		this.frame = { ...framed, query };
		await this.#build();
	}

	/** Nothing is shown before there is something of everything. */
	async #build(): Promise<void> {
		const { frame } = this;
		const records = this.#records;
		if (records === null || (this.framed && frame === null)) return;
		const plots = this.framed && frame !== null ? frame.plots : records.plots;
		const atlas = buildAtlas({ ...records, plots });
		if (!this.framed) await this.#prepareList(atlas);
		this.atlas = atlas;
		this.loading = 'ready';
	}

	/** What the list needs of every record takes as long as the rest of the page: it is made apart. */
	async #prepareList(atlas: Atlas): Promise<void> {
		const { list, sort, descending } = this.view;
		await pause();
		rowsOf(atlas, list);
		await pause();
		const column = sort ?? listColumns[list][0];
		orderBy(atlas, list, { column, descending }, this.locale);
		await pause();
	}

	#lastFirms: Found['firms'] = [];

	readonly found = $derived.by(() => {
		if (this.atlas === null) return null;
		const found = search(this.atlas, this.criteria);
		// The same firms keep the same list, so that what is drawn of them stays.
		if (sameRecords(found.firms, this.#lastFirms)) found.firms = this.#lastFirms;
		else this.#lastFirms = found.firms;
		// The server knows all plots: what it says of a criterion that compares them holds.
		const { frame } = this;
		if (this.framed && frame?.query === writeAddress(this.criteria))
			found.plotSearch = { ...found.plotSearch, passing: frame.passing };
		return found;
	});

	/** What to concede to gain plots, the cheapest first. */
	readonly nearMisses = $derived(
		this.found === null || this.framed ? [] : nearMisses(this.found.plotSearch.evaluation)
	);

	/** The musts in order, with what each takes away; the plots themselves where the page has them all. */
	readonly funnel: readonly (FunnelFigures & Partial<FunnelStep>)[] = $derived.by(
		() =>
			this.#answer().funnel ?? (this.found === null ? [] : funnel(this.found.plotSearch.evaluation))
	);

	readonly page: ListPage = $derived.by(() =>
		this.framed || this.atlas === null || this.found === null
			? this.#answer().firstPage
			: listPage(this.atlas, this.found, this.view, this.locale, this.listForm.frame)
	);

	/** Query string of what is shown, with its `?`; empty when nothing was asked. */
	readonly query = $derived.by(() => {
		const address = writeAddress(this.criteria, this.view);
		return address === '' ? '' : `?${address}`;
	});

	/** Whether anything is asked that the map does not open on. */
	readonly asked = $derived(writeAddress(this.criteria) !== '');

	/** Whether only what can be had is shown, because nothing else was asked for by name. */
	readonly onOffer = $derived(this.criteria.offered && this.criteria.saleStages.length === 0);

	/** Changes some criteria; the list starts again at its first page. */
	ask(change: Partial<Criteria>) {
		performance.mark('forgeterre:asked');
		this.history.record(this.criteria, Object.keys(change), performance.now());
		this.#show({ ...this.criteria, ...change });
	}

	undo() {
		this.#step(this.history.undo(this.criteria));
	}

	redo() {
		this.#step(this.history.redo(this.criteria));
	}

	#step(criteria: Criteria | null) {
		if (criteria !== null) this.#show(criteria);
	}

	/** The list starts again at its first page. */
	#show(criteria: Criteria) {
		this.criteria = criteria;
		this.view = { ...this.view, page: 1 };
	}

	clear() {
		this.ask(openingCriteria);
	}

	showList(list: RecordClass) {
		this.view = { ...noView, list };
	}

	/** Sorts by a column; a second time turns the order round. */
	sortBy(sort: ListColumn) {
		this.view = { ...this.view, ...sortedBy(this.page.sorted, sort) };
	}

	/** Puts the best score first again. */
	sortByScore() {
		this.showList(this.view.list);
	}

	/** Turns the list to the page where what is selected stands; what the list does not hold turns nothing. */
	turnToSelected() {
		const { atlas, found, selection, view } = this;
		if (atlas === null || found === null || this.framed) return;
		if (selection === null || selection.collection !== view.list) return;
		const page = pageOfRecord(atlas, found, view, this.locale, selection.id, this.listForm.frame);
		if (page !== null && page !== this.page.page) this.turnTo(page);
	}

	turnTo(page: number) {
		this.view = { ...this.view, page };
	}
}

function sameRecords(one: readonly object[], other: readonly object[]): boolean {
	return one.length === other.length && one.every((record, index) => record === other[index]);
}

export const [workspaceContext, setWorkspace] = createContext<Workspace>();
