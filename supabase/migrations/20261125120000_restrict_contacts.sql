-- E-mail addresses and telephones of firms and of who described a brownfield leave the public tables: only an
-- administrator's export reads them. Where a function made earlier is written again, only what is said above it is new.

alter table public.acces_restreint drop constraint acces_restreint_classe_check;
alter table public.acces_restreint add constraint acces_restreint_classe_check
	check (classe in ('terrain_eco', 'friche', 'etablissement'));
alter table public.acces_restreint
	add column etab_contact_mail text,
	add column etab_contact_tel text,
	add column source_contact text,
	add column site_projet_url text;

comment on table public.acces_restreint is
	'Propriétaires, acquéreurs, prix et coordonnées : aucun rôle public ne lit cette table';
comment on column public.acces_restreint.etab_contact_mail is 'Mail de contact de l''établissement';
comment on column public.acces_restreint.etab_contact_tel is
	'Numéro du téléphone de contact de l''établissement';
comment on column public.acces_restreint.source_contact is
	'Adresse mail de la structure ayant fourni l''information sur la friche';
comment on column public.acces_restreint.site_projet_url is
	'Porteur du projet de reconversion de la friche, quand sa fiche donne une adresse mail et non un site web';

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

insert into public.acces_restreint as target (
	classe, objet_id, etab_contact_mail, etab_contact_tel, territory_id, source_nom, source_date,
	source_methode, source_licence, source_url, demonstration
)
select 'etablissement', siret, etab_contact_mail, etab_contact_tel, territory_id, source_nom,
	source_date, source_methode, source_licence, source_url, demonstration
from public.etablissement
where coalesce(etab_contact_mail, etab_contact_tel) is not null;

insert into public.acces_restreint as target (
	classe, objet_id, source_contact, site_projet_url, territory_id, source_nom, source_date,
	source_methode, source_licence, source_url, demonstration
)
select 'friche', site_id, source_contact,
	case when names_mailbox(site_projet_url) then site_projet_url end, territory_id, source_nom,
	source_date, source_methode, source_licence, source_url, demonstration
from public.friche
where source_contact is not null or names_mailbox(site_projet_url)
on conflict (classe, objet_id) do update set
	source_contact = excluded.source_contact, site_projet_url = excluded.site_projet_url;

update public.friche set site_projet_url = null where names_mailbox(site_projet_url);
alter table public.etablissement drop column etab_contact_mail, drop column etab_contact_tel;
alter table public.friche drop column source_contact;
comment on column public.friche.site_projet_url is
	'Site web du porteur de projet de reconversion, le cas échéant ; une adresse mail est en accès restreint';

-- New: a mailbox in place of a web site is not for the public.
create or replace function public.complete_friche() returns trigger
language plpgsql
set search_path = public, extensions
as $$
begin
	new.geompoint := coalesce(new.geompoint, st_pointonsurface(new.geom));
	if names_mailbox(new.site_projet_url) then
		new.site_projet_url := null;
	end if;
	select m.comm_insee, m.epci_siren into new.comm_insee, new.epci_siren
	from membership_of(new.territory_id, coalesce(new.geom, new.geompoint)) as m;
	return new;
end
$$;

create trigger forget_restricted after delete on public.etablissement
	for each row execute function public.forget_restricted('siret');

-- New: the restricted columns are those of restricted_columns.
create or replace function public.import_check_properties(p_lot uuid, p_class text) returns void
language plpgsql
set search_path = public, extensions
as $$
declare
	fault record;
begin
	select fiche -> 'properties' ->> import_key_column(p_class) as id, property.key, property.value
	into fault
	from import_lot cross join lateral jsonb_each_text(fiche -> 'properties') as property
	where lot = p_lot and classe = p_class
		and property.key not in (select name from import_columns(p_class))
		and property.key <> all (restricted_columns(p_class))
		and property.key not in (
			'demonstration', 'publie', 'epci_siren', 'epci_nom', 'comm_insee', 'comm_nom',
			'site_epci_siren', 'site_epci_nom', 'site_comm_insee', 'site_comm_nom', 'secteur'
		)
		and not (p_class = 'friche' and property.key = 'geompoint')
		and not (p_class = 'terrain_eco' and property.key in (
			'site_nom', 'part_zone_inondable_pct', 'part_zone_humide_pct', 'part_pente_forte_pct'
		))
	order by rang limit 1;
	if found then
		perform import_refuse(p_class, fault.id, fault.key, fault.value, 'un champ de cette classe');
	end if;
end
$$;

-- New: the contacts, and firms among the classes. A later file that does not state a field leaves it as it is.
create or replace function public.import_restricted(
	p_lot uuid, p_territory text, p_class text
) returns void
language sql
set search_path = public, extensions
as $$
	insert into acces_restreint as target (
		classe, objet_id, proprio_nom, terr_acquereur, terr_cession_date, terr_vente_montant,
		terr_m2_prix, etab_contact_mail, etab_contact_tel, source_contact, site_projet_url,
		territory_id, source_nom, source_date, source_methode, source_licence, source_url,
		demonstration
	)
	select p_class, fiche -> 'properties' ->> import_key_column(p_class),
		given.proprio_nom, given.terr_acquereur, given.terr_cession_date,
		given.terr_vente_montant, given.terr_m2_prix, given.etab_contact_mail,
		given.etab_contact_tel, given.source_contact,
		case when names_mailbox(given.site_projet_url) then given.site_projet_url end,
		p_territory, given.source_nom, given.source_date, given.source_methode,
		given.source_licence, given.source_url, coalesce(given.demonstration, false)
	from import_lot
	cross join lateral jsonb_populate_record(null::acces_restreint, fiche -> 'properties') as given
	where lot = p_lot and import_lot.classe = p_class
		and cardinality(restricted_columns(p_class)) > 0
		and (
			num_nonnulls(
				given.proprio_nom, given.terr_acquereur, given.terr_cession_date,
				given.terr_vente_montant, given.terr_m2_prix, given.etab_contact_mail,
				given.etab_contact_tel, given.source_contact
			) > 0
			or names_mailbox(given.site_projet_url)
		)
	on conflict (classe, objet_id) do update set
		proprio_nom = coalesce(excluded.proprio_nom, target.proprio_nom),
		terr_acquereur = coalesce(excluded.terr_acquereur, target.terr_acquereur),
		terr_cession_date = coalesce(excluded.terr_cession_date, target.terr_cession_date),
		terr_vente_montant = coalesce(excluded.terr_vente_montant, target.terr_vente_montant),
		terr_m2_prix = coalesce(excluded.terr_m2_prix, target.terr_m2_prix),
		etab_contact_mail = coalesce(excluded.etab_contact_mail, target.etab_contact_mail),
		etab_contact_tel = coalesce(excluded.etab_contact_tel, target.etab_contact_tel),
		source_contact = coalesce(excluded.source_contact, target.source_contact),
		site_projet_url = coalesce(excluded.site_projet_url, target.site_projet_url),
		source_nom = excluded.source_nom, source_date = excluded.source_date,
		source_methode = excluded.source_methode, source_licence = excluded.source_licence,
		source_url = excluded.source_url, demonstration = excluded.demonstration
$$;

-- What an export reads of a table: its columns, and the contacts that are kept apart from them.
create function public.export_query(p_table text) returns text
language sql stable
set search_path = public, extensions
as $$
	with contact (classe, name, key_column) as (values
		('etablissement', 'etab_contact_mail', 'siret'),
		('etablissement', 'etab_contact_tel', 'siret'),
		('friche', 'site_projet_url', 'site_id'),
		('friche', 'source_contact', 'site_id')
	),
	own as (
		select attname::text as name, attnum::integer as position
		from pg_attribute
		where attrelid = format('public.%I', p_table)::regclass and attnum > 0 and not attisdropped
	),
	expression as (
		select coalesce(own.position, 2000) as position, coalesce(own.name, contact.name) as name,
			case
				when contact.name is null then format('record.%I', own.name)
				when own.name is null then format('apart.%I', contact.name)
				else format('coalesce(record.%1$I, apart.%1$I)', own.name)
			end as sql
		from own
		full join (select * from contact where classe = p_table) as contact
			on contact.name = own.name
	)
	select format(
		'select %s from public.%I as record%s',
		(select string_agg(format('%s as %I', sql, name), ', ' order by position, name)
			from expression),
		p_table,
		(select format(
			' left join public.acces_restreint as apart on apart.classe = %L and apart.objet_id = record.%I',
			p_table, min(key_column)
		) from contact where classe = p_table having count(*) > 0)
	)
$$;

comment on function public.export_query is
	'Requête qui lit une table pour l''export, avec les coordonnées que l''accès restreint en garde';

-- New: contacts come along as they did while they stood in the table.
create or replace function public.export_table(p_territory text, p_table text) returns json
language plpgsql stable security definer
set search_path = public, extensions
as $$
declare
	rows_found json;
	condition text;
begin
	perform refuse_unless_administrator(p_territory);
	if p_table is null or not p_table = any (exportable_tables()) then
		raise sqlstate 'PT404' using
			message = format('« %s » ne s''exporte pas.', coalesce(p_table, 'rien')),
			hint = 'Attendu : ' || array_to_string(exportable_tables(), ', ') || '.',
			detail = json_build_object('code', 'table_unknown', 'value', p_table)::text;
	end if;
	condition := case p_table
		when 'annonce_piece' then 'annonce_id in (select annonce_id from annonce where territory_id = $1)'
		when 'annonce_version' then 'annonce_id in (select annonce_id from annonce where territory_id = $1)'
		when 'demande_note' then 'demande_id in (select demande_id from demande where territory_id = $1)'
		-- Somebody's draft is theirs until they hand it in.
		when 'annonce' then 'record.territory_id = $1 and soumise_le is not null'
		else 'record.territory_id = $1'
	end;
	-- The table is one of the list above; PostGIS writes a geometry in JSON as GeoJSON.
	execute format(
		'select coalesce(json_agg(to_json(t)), ''[]'') from (%s where %s) as t',
		export_query(p_table), condition
	) into rows_found using p_territory;
	return rows_found;
end
$$;

comment on function public.exportable_tables is
	'Tables qu''un administrateur peut exporter ; ni les coordonnées des demandeurs, ni les propriétaires, acquéreurs et prix';

revoke all on function public.names_mailbox, public.restricted_columns, public.export_query
	from public, anon, authenticated;
grant execute on function public.names_mailbox, public.restricted_columns, public.export_query
	to service_role;
