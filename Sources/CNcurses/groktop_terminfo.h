// The description of a terminal as ncurses has it in memory, to be read. In a file of its own, as term.h defines macros
// with names like `lines` and `columns`.
#ifndef GROKTOP_TERMINFO_H
#define GROKTOP_TERMINFO_H

#include "groktop_ncurses.h"
#ifdef __APPLE__
#include <ncurses.h>
#else
#include <curses.h>
#endif
#include <term.h>

// The entry of a terminal's type; NULL where there is none. To be given back with groktop_free_terminal.
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
// As the macros of term.h have it.
static inline const TERMTYPE *groktop_terminal_type(TERMINAL *terminal) { return (const TERMTYPE *)terminal; }
// (char *)-1 is what the entry says that the terminal does not have.
static inline const char *groktop_string_at(const TERMTYPE *type, int index) {
    const char *text = type->Strings[index];
    return text == (const char *)-1 ? NULL : text;
}
static inline int groktop_flag(const char *name) { return tigetflag(name); }
static inline int groktop_number(const char *name) { return tigetnum(name); }

#endif
