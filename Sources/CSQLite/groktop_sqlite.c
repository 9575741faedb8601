#include "groktop_sqlite.h"
#include <sqlite3.h>

static int set(sqlite3 *connection, int option, int value) {
    return sqlite3_db_config(connection, option, value, (int *)0);
}

int groktop_sqlite_defend_writer(void *connection) {
    sqlite3 *database = connection;
    int code = set(database, SQLITE_DBCONFIG_DEFENSIVE, 1);
    if (code == SQLITE_OK) code = set(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0);
    if (code == SQLITE_OK) code = set(database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0);
    if (code == SQLITE_OK) code = set(database, SQLITE_DBCONFIG_ENABLE_VIEW, 0);
    return code;
}

int groktop_sqlite_defend_reader(void *connection) {
    int code = groktop_sqlite_defend_writer(connection);
    return code == SQLITE_OK ? set(connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1) : code;
}
