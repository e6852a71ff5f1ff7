-- What no public role may read: owners, buyers, prices, e-mail addresses and telephones. Only an administrator's
-- export reads them.

create table public.acces_restreint (
	classe text not null check (classe in ('terrain_eco', 'friche', 'etablissement')),
	objet_id text not null,
	proprio_nom text,
	terr_acquereur text,
	terr_cession_date date,
	terr_vente_montant double precision check (terr_vente_montant >= 0),
	terr_m2_prix double precision check (terr_m2_prix >= 0),
	etab_contact_mail text,
	etab_contact_tel text,
	source_contact text,
	site_projet_url text,
	territory_id text not null references public.territory,
	like pg_temp.provenance including all,
	primary key (classe, objet_id)
);

comment on table public.acces_restreint is
	'Propriétaires, acquéreurs, prix et coordonnées : aucun rôle public ne lit cette table';
comment on column public.acces_restreint.classe is 'Table de la fiche décrite';
comment on column public.acces_restreint.objet_id is 'Clé de la fiche décrite';
comment on column public.acces_restreint.proprio_nom is 'Nom du propriétaire';
comment on column public.acces_restreint.terr_acquereur is 'Nom de l''acquéreur du terrain';
comment on column public.acces_restreint.terr_cession_date is 'Date de la cession';
comment on column public.acces_restreint.terr_vente_montant is 'Montant de la vente, en euros';
comment on column public.acces_restreint.terr_m2_prix is 'Prix de vente, en euros par m²';
comment on column public.acces_restreint.etab_contact_mail is 'Mail de contact de l''établissement';
comment on column public.acces_restreint.etab_contact_tel is
	'Numéro du téléphone de contact de l''établissement';
comment on column public.acces_restreint.source_contact is
	'Adresse mail de la structure ayant fourni l''information sur la friche';
comment on column public.acces_restreint.site_projet_url is
	'Porteur du projet de reconversion de la friche, quand sa fiche donne une adresse mail et non un site web';
comment on column public.acces_restreint.territory_id is 'Territoire auquel la fiche appartient';

create index acces_restreint_territory_id on public.acces_restreint (territory_id);
