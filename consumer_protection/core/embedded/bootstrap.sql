-- Roles, database and rights of the embedded PostgreSQL; psql runs it at each start.

SELECT 'CREATE ROLE owner LOGIN CREATEDB'
    WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'owner') \gexec
SELECT 'CREATE ROLE app LOGIN'
    WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') \gexec
SET client_min_messages = warning;
GRANT app TO owner;

-- A test database inherits what stands in template1.
\connect template1
\ir rights.sql

\connect postgres
SELECT 'CREATE DATABASE consumer_protection OWNER owner'
    WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'consumer_protection') \gexec

\connect consumer_protection
\ir rights.sql
