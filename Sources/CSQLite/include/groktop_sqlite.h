// What Swift cannot call of SQLite by itself: sqlite3_db_config takes a variable number of arguments. Connections are
// `sqlite3 *`, named `void *` here so that this header needs none of SQLite's own.
#pragma once

// Keeps a database from doing anything by itself: its schema cannot be written to, its views and triggers do not run,
// and the last connection that closes leaves the write-ahead log as it is. Returns 0 (SQLITE_OK), or SQLite's code.
int groktop_sqlite_defend_reader(void *connection);

// The same for a connection that writes, which brings its log into the database when it closes.
int groktop_sqlite_defend_writer(void *connection);
