import { parseSync } from 'vite';

/** What is read of a module's syntax, and where it stands in the text. */
export interface SyntaxNode {
	type: string;
	start: number;
	end: number;
	computed?: boolean;
	name?: string;
	callee?: SyntaxNode;
	arguments?: SyntaxNode[];
	object?: SyntaxNode;
	property?: SyntaxNode;
	source?: { value: unknown };
	id?: SyntaxNode;
	init?: SyntaxNode;
	params?: SyntaxNode[];
	body?: SyntaxNode | SyntaxNode[];
	argument?: SyntaxNode;
	expressions?: SyntaxNode[];
	declaration?: SyntaxNode;
	declarations?: SyntaxNode[];
}

/** @throws Error with the first fault of the text */
export function parsed(code: string): SyntaxNode {
	const { program, errors } = parseSync('words.js', code, { preserveParens: false });
	if (errors.length > 0) throw new Error(errors[0]?.message);
	return program as unknown as SyntaxNode;
}
