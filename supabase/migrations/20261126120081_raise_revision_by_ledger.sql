-- Pages of the ledger are kept until the records change, which these are too.
create trigger revision after insert or update or delete on public.enaf_consommation
	for each statement execute function public.count_revision();

create trigger revision after insert or update or delete on public.enaf_enveloppe
	for each statement execute function public.count_revision();

create trigger revision after insert or update or delete on public.enaf_garantie
	for each statement execute function public.count_revision();

create trigger revision after insert or update or delete on public.enaf_projet
	for each statement execute function public.count_revision();

create trigger revision after insert or update or delete on public.urba_document
	for each statement execute function public.count_revision();
