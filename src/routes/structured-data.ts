import type { Language } from '#lib/domain/language.ts';
import { isOnSale } from '#lib/domain/plot.ts';
import type { PlacedPlot } from '#lib/search/atlas.ts';
import { plotName } from '#lib/search/list-row.ts';

/** What a page says of itself besides the record. */
export interface PageFacts {
	address: string;
	description: string;
	language: Language;
	/** Address of a picture. */
	image: string;
}

/** A plot in the words of https://schema.org: a listing about a place, with its area and its price where they are known. */
export function plotData({ plot, centre }: PlacedPlot, page: PageFacts): object {
	const name = plotName(plot);
	const isSpace = plot.offer === 'Local';
	const area = isSpace ? plot.space.areaM2 : plot.areaHa && Math.round(plot.areaHa * 10_000);
	return {
		'@context': 'https://schema.org',
		'@type': 'RealEstateListing',
		...{ name, url: page.address, description: page.description, inLanguage: page.language },
		image: page.image,
		...(plot.updated === null ? {} : { dateModified: plot.updated.slice(0, 10) }),
		about: {
			'@type': 'Place',
			name,
			identifier: plot.id,
			address: {
				'@type': 'PostalAddress',
				addressCountry: 'FR',
				...(plot.communeName === null ? {} : { addressLocality: plot.communeName })
			},
			geo: { '@type': 'GeoCoordinates', latitude: centre[1], longitude: centre[0] },
			...(area === null
				? {}
				: {
						additionalProperty: {
							...{ '@type': 'PropertyValue', name: 'area', value: area, unitCode: 'MTK' }
						}
					})
		},
		...offerOf(plot, area)
	};
}

function offerOf(plot: PlacedPlot['plot'], area: number | null): object {
	if (plot.askingPrice === null || !isOnSale(plot)) return {};
	return {
		offers: {
			'@type': 'Offer',
			...(plot.availableFrom === null ? {} : { availabilityStarts: plot.availableFrom }),
			priceSpecification: {
				'@type': 'UnitPriceSpecification',
				...{ price: plot.askingPrice, priceCurrency: 'EUR', valueAddedTaxIncluded: false },
				unitCode: 'MTK'
			},
			...(area === null
				? {}
				: { eligibleQuantity: { '@type': 'QuantitativeValue', value: area, unitCode: 'MTK' } })
		}
	};
}

/** JSON that may stand inside a script element, whatever names hold. */
export function scriptText(data: object): string {
	return JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, (sign) => {
		return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
	});
}
