#ifndef RELECTURE_CPOSTGRES_H
#define RELECTURE_CPOSTGRES_H

#include <libpq-fe.h>

// Field codes of PQresultErrorField: character macros, which Swift does not import as integers.
static const int relecture_pg_sqlstate = PG_DIAG_SQLSTATE;
static const int relecture_pg_message = PG_DIAG_MESSAGE_PRIMARY;
static const int relecture_pg_detail = PG_DIAG_MESSAGE_DETAIL;
static const int relecture_pg_constraint = PG_DIAG_CONSTRAINT_NAME;

#endif
