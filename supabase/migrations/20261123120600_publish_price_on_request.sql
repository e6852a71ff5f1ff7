-- A price that is told on request is an answer, not a gap: the public plot says so.

alter table public.terrain_eco
	add column terr_prix_sur_demande text check (terr_prix_sur_demande in ('oui', 'non'));

comment on column public.terrain_eco.terr_prix_sur_demande is
	'oui : le prix est donné sur demande, plutôt qu''affiché';

comment on function public.listing_fields is
	'Champs qu''une annonce peut déclarer, leur nature et leur plus grande valeur ou longueur ; tous sont des colonnes de terrain_eco';

-- New: every field that a listing may declare is a column of the plot.
create or replace function public.listing_write_plot(p_listing public.annonce, p_key text) returns void
language plpgsql
set search_path = public, extensions
as $$
declare
	columns text[] := array(select field from listing_fields());
	owner membre;
begin
	select * into owner from membre where user_id = p_listing.proprietaire;
	execute format(
		'insert into terrain_eco (
			terr_id, territory_id, geom, source_nom, source_date, source_methode, terr_actu_date,
			confirme_le, demonstration, publie, %1$s
		)
		select $1, $2, $3, $4, $5, $6, $5, $5, $7, true, %2$s
		from jsonb_populate_record(null::terrain_eco, $8) as given
		on conflict (terr_id) do update set
			geom = excluded.geom, source_nom = excluded.source_nom,
			source_date = excluded.source_date, source_methode = excluded.source_methode,
			terr_actu_date = excluded.terr_actu_date, confirme_le = excluded.confirme_le,
			demonstration = excluded.demonstration, publie = true, %3$s',
		(select string_agg(quote_ident(name), ', ') from unnest(columns) as name),
		(select string_agg(format('given.%I', name), ', ') from unnest(columns) as name),
		(select string_agg(format('%1$I = excluded.%1$I', name), ', ') from unnest(columns) as name)
	) using
		p_key, p_listing.territory_id, p_listing.geom,
		coalesce(
			owner.entreprise_nom,
			(select epci_nom from epci where epci_siren = p_listing.epci_siren),
			'Compte fermé'
		),
		local_day(),
		format('déclaré par l''%s, vérifié par l''EPCI',
			case when owner.role = 'entreprise' then 'entreprise' else 'EPCI' end),
		p_listing.demonstration, p_listing.contenu;
end
$$;
