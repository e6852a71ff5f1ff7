import * as v from 'valibot';
import type { OutsidePlace } from '#lib/search/find/outside-places.ts';
import { parsedJson, StrangeAnswer } from '../outside/resting-service.ts';

/** The service says some things of addresses in words, and of named places in lists of words. */
const words = v.pipe(
	v.nullish(v.union([v.string(), v.array(v.string())]), null),
	v.transform((given) => (Array.isArray(given) ? (given[0] ?? null) : given)),
	v.transform((given) => given?.trim().slice(0, 200) ?? null)
);

const Degrees = v.pipe(v.number(), v.finite());
const Found = v.object({
	geometry: v.object({
		type: v.literal('Point'),
		coordinates: v.tuple([
			v.pipe(Degrees, v.minValue(-180), v.maxValue(180)),
			v.pipe(Degrees, v.minValue(-90), v.maxValue(90))
		])
	}),
	properties: v.object({
		label: words,
		name: words,
		toponym: words,
		postcode: words,
		city: words,
		category: words,
		context: words,
		section: words,
		number: words,
		id: words
	})
});
const Answer = v.object({ features: v.array(v.unknown()) });

/**
 * Places from an answer of the geocoding service (GeoJSON points); a feature that says nothing is left out.
 * @param parcel the identifier that was asked for; null where a text was
 * @throws StrangeAnswer where it is no collection, or nothing of it can be read
 */
export function readAnswer(bytes: Uint8Array, parcel: string | null): OutsidePlace[] {
	const answer = v.safeParse(Answer, parsedJson(bytes));
	if (!answer.success) throw new StrangeAnswer('pas une collection');
	const { features } = answer.output;
	const places = features.flatMap((feature) => {
		const found = v.safeParse(Found, feature);
		return found.success ? (placeOf(found.output, parcel) ?? []) : [];
	});
	if (features.length > 0 && places.length === 0) throw new StrangeAnswer('aucun lieu lisible');
	return places;
}

function placeOf(
	{ geometry, properties }: v.InferOutput<typeof Found>,
	parcel: string | null
): OutsidePlace | null {
	const position = geometry.coordinates;
	const { section, number, city } = properties;
	if (parcel !== null) {
		const name = section && number ? `${section} ${number}` : parcel;
		return { kind: 'parcel', id: parcel, name, detail: city, position };
	}
	const name = properties.label ?? properties.toponym ?? properties.name;
	if (!name) return null;
	const around = [properties.postcode, city].filter(Boolean).join(' ');
	const detail = properties.label === null ? around : (properties.context ?? '');
	return { kind: 'address', id: name, name, detail: detail || null, position };
}
