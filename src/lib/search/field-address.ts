import type { AreaShape } from '#lib/geo/area-shape.ts';
import type { AddressReader } from './address-reader.ts';
import type { Field } from './field.ts';
import { shapeToText } from './shape-text.ts';

/**
 * Reads a field's parameter.
 * @param absent what stands where the address does not say, or says what cannot be used
 */
export function readField(read: AddressReader, field: Field, absent: unknown): unknown {
	const { name } = field;
	switch (field.kind) {
		case 'number':
			return read.number(name, ...field.bounds);
		case 'standing':
			return read.number(name, ...field.bounds) ?? absent;
		case 'date':
			return read.date(name, field.example);
		case 'list':
			return read.many(name, field.options);
		case 'codes':
			return read.codes(name, field.pattern, field.example);
		case 'flag':
			return read.one(name, ['oui', 'non'], absent === true ? 'oui' : 'non') === 'oui';
		case 'word':
			return read.keyed(name, field.words, field.absent);
		case 'text':
			return read.text(name);
		case 'shape':
			return read.shape(name);
	}
}

/** A number as a decimal fraction: JavaScript writes small ones with an exponent. */
const writeNumber = (value: number) => String(Number(value.toFixed(6)));

/** What a field's parameter says, value by value; nothing where it asks for what stands anyway. */
export function writeField(field: Field, value: unknown, absent: unknown): readonly string[] {
	switch (field.kind) {
		case 'list':
		case 'codes':
			return value as readonly string[];
		default:
			return value === absent || value === null ? [] : [writeOne(field, value)];
	}
}

function writeOne(field: Field, value: unknown): string {
	switch (field.kind) {
		case 'flag':
			return value === true ? 'oui' : 'non';
		case 'word':
			return field.words[value as string] ?? '';
		case 'shape':
			return shapeToText(value as AreaShape);
		default:
			return typeof value === 'number' ? writeNumber(value) : String(value);
	}
}
