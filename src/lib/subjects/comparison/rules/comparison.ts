import type { Plot } from '#lib/domain/plot.ts';
import type { Provenance } from '#lib/domain/provenance.ts';
import type { Sector } from '#lib/domain/sector.ts';
import type { PoiType } from '#lib/domain/vocabulary.ts';
import type { MeasuredBy } from '#lib/search/access-columns.ts';
import type { CriterionId } from '#lib/search/criteria.ts';
import type { Unit } from '#lib/search/criterion.ts';
import type { PanelGroup } from '#lib/search/field.ts';

/** A plot at the head of a column. */
export interface ComparedPlot {
	id: string;
	name: string;
	offer: Plot['offer'];
	saleStage: Plot['saleStage'];
	communeName: string | null;
	epciName: string | null;
	demonstration: boolean;
	/** ISO date of the record's last check. */
	updated: string | null;
}

/** What a plot has in a line. */
export interface ComparedCell {
	/** In the line's unit, or a code; null where nobody says. */
	value: number | string | null;
	/** Least and most, where the source only gives brackets. */
	interval: [low: number, high: number] | null;
	measuredBy: MeasuredBy | null;
	/** Why there is no value, where there is none to be had; or what it is measured to. */
	note: 'not-concerned' | 'on-request' | { to: string } | null;
	/** Its place in `Comparison.sources`; null without a value. */
	source: number | null;
	/** Among those of its line, where the line has a direction and they differ. */
	mark: 'best' | 'worst' | null;
}

/** What a line says: a criterion, a price made of several, or the nearest point of a kind. */
export type LineSubject =
	| { kind: 'criterion'; id: CriterionId }
	| { kind: 'price'; id: 'whole' | 'net-hectare' }
	| { kind: 'poi'; id: PoiType };

export interface ComparedLine {
	subject: LineSubject;
	unit: Unit | '€' | '€/ha' | null;
	/** One a plot, in their order. */
	cells: ComparedCell[];
	differs: boolean;
}

/** Lines under one heading. */
export interface ComparedGroup {
	id: PanelGroup | 'distances';
	lines: ComparedLine[];
}

/** Firms at work around the plots, in a straight line from their centres. */
export interface FirmsAround {
	radiusKm: number;
	/** Sectors with a firm around any of the plots. */
	sectors: Sector[];
	/** By plot, then by sector. */
	counts: number[][];
	source: number | null;
}

export interface Comparison {
	plots: ComparedPlot[];
	/** Identifiers that name no published plot. */
	unknown: string[];
	groups: ComparedGroup[];
	firms: FirmsAround;
	/** Names of the EPCI and communes that lines hold, by their codes. */
	names: Record<string, string>;
	sources: Provenance[];
}
