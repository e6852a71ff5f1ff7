-- The one way in for records: features are staged in a lot, then applied in one transaction.

-- Features may come as one text of JSON, which nobody on the way has to read.
create function public.import_chunk(
	p_lot uuid, p_class text, p_features json, p_piece integer default null
) returns integer
language plpgsql
set search_path = public, extensions
as $$
declare
	staged integer;
begin
	if p_class <> all (allowed_values('public.import_lot', 'classe')) then
		raise sqlstate 'PT400' using
			message = format('Classe inconnue : « %s ».', p_class),
			hint = format('Classes : %s.',
				array_to_string(allowed_values('public.import_lot', 'classe'), ', '));
	end if;
	select count(*) into staged from import_lot
	where lot = p_lot and classe = p_class and morceau = p_piece;
	if staged > 0 then
		return staged;
	end if;
	if json_typeof(p_features) = 'string' then
		p_features := p_features #>> '{}';
	end if;
	insert into import_lot (lot, classe, fiche, morceau)
	select p_lot, p_class, feature, p_piece from jsonb_array_elements(p_features::jsonb) as feature;
	get diagnostics staged = row_count;
	return staged;
end
$$;

comment on function public.import_chunk is
	'Dépose des fiches GeoJSON d''une classe dans un lot ; un morceau répété n''est déposé qu''une fois';

create function public.import_discard(p_lot uuid) returns integer
language plpgsql
set search_path = public, extensions
as $$
declare
	discarded integer;
begin
	delete from import_lot where lot = p_lot;
	get diagnostics discarded = row_count;
	return discarded;
end
$$;

comment on function public.import_discard is 'Abandonne un lot déposé ; rend le nombre de fiches';

-- An import that was killed leaves its staged records behind, restricted fields among them; answers that nobody
-- will ask for again go too.
create function public.import_forget_abandoned(p_hours double precision) returns integer
language plpgsql
set search_path = public, extensions
as $$
declare
	forgotten integer;
begin
	delete from import_rendu where applique_le <= now() - make_interval(secs => 3600 * p_hours);
	-- The age of a lot is that of its last record: an import that still brings some is at work, here or elsewhere.
	delete from import_lot where lot in (
		select lot from import_lot
		group by lot
		having max(depose_le) <= now() - make_interval(secs => 3600 * p_hours)
	);
	get diagnostics forgotten = row_count;
	return forgotten;
end
$$;

comment on function public.import_forget_abandoned is
	'Efface les lots dont la dernière fiche a été déposée il y a plus de tant d''heures ; rend le nombre de fiches';

create function public.names_mailbox(p_text text) returns boolean
language sql immutable
set search_path = public, extensions
as $$
	select coalesce(
		p_text ~* '(^|[^[:alnum:]/@._-])(mailto:)?[^][:space:]/@|:<>,;()"[]+@[^][:space:]/@|:<>,;()"[]+[.][^][:space:]/@|:<>,;()"[]+',
		false
	)
$$;

comment on function public.names_mailbox is
	'Vrai pour un texte qui contient une adresse électronique ; un « @ » dans le chemin d''un site web n''en fait pas une';

-- Columns of a class that travel with its record and are kept apart from it.
create function public.restricted_columns(p_class text) returns text[]
language sql immutable
set search_path = public, extensions
as $$
	select case p_class
		when 'terrain_eco' then
			array['terr_acquereur', 'terr_cession_date', 'terr_vente_montant', 'terr_m2_prix']
		when 'friche' then array['proprio_nom', 'source_contact']
		when 'etablissement' then array['etab_contact_mail', 'etab_contact_tel']
		else '{}'
	end
$$;

comment on function public.restricted_columns is
	'Champs d''une classe que l''import range dans acces_restreint, hors de la fiche publique';

create function public.import_drop(p_lot uuid, p_class text, p_keys text[]) returns integer
language plpgsql
set search_path = public, extensions
as $$
declare
	dropped integer;
begin
	delete from import_lot
	where lot = p_lot and classe = p_class
		and fiche -> 'properties' ->> import_key_column(p_class) = any (p_keys);
	get diagnostics dropped = row_count;
	return dropped;
end
$$;

comment on function public.import_drop is 'Retire des fiches d''un lot par leurs clés ; rend leur nombre';
