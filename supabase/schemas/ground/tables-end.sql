-- A mould serves while tables are made; nothing of it stays in the database.

drop table pg_temp.published_provenance, pg_temp.provenance;
