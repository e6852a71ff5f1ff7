/** The photo of a sent visit; null where none was taken: a browser then sends a file without a name. */
export function photoOf(form: FormData): File | null {
	const photo = form.get('photo');
	return photo instanceof File && photo.name !== '' ? photo : null;
}
