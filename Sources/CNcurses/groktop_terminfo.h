// Reads the description of a terminal as ncurses has it in memory. It is a separate file, as term.h defines macros with
// names like `lines` and `columns`.
#ifndef GROKTOP_TERMINFO_H
#define GROKTOP_TERMINFO_H

#include "groktop_ncurses.h"
#ifdef __APPLE__
#include <ncurses.h>
#else
#include <curses.h>
#endif
#include <term.h>

// The entry of a terminal's type; NULL where there is none. The caller frees it with groktop_free_terminal.
static inline TERMINAL *groktop_find_terminal(const char *type) {
    int problem = 0;
    TERMINAL *before = cur_term;
    if (setupterm(type, STDOUT_FILENO, &problem) != OK) {
        if (cur_term != before) set_curterm(before);
        return NULL;
    }
    TERMINAL *found = cur_term;
    set_curterm(before);
    return found == before ? NULL : found;
}
static inline void groktop_free_terminal(TERMINAL *terminal) { del_curterm(terminal); }
// The macros of term.h do the same.
static inline const TERMTYPE *groktop_terminal_type(TERMINAL *terminal) { return (const TERMTYPE *)terminal; }
// An entry holds (char *)-1 for a string that the terminal does not have.
static inline const char *groktop_string_at(const TERMTYPE *type, int index) {
    const char *text = type->Strings[index];
    return text == (const char *)-1 ? NULL : text;
}
static inline int groktop_flag(const char *name) { return tigetflag(name); }
static inline int groktop_number(const char *name) { return tigetnum(name); }

#endif
