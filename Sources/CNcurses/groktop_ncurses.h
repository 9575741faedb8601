// What Swift cannot import from ncurses by itself: macros, variadic functions, and globals that fail its concurrency
// checking. Nothing else belongs here.
#ifndef GROKTOP_NCURSES_H
#define GROKTOP_NCURSES_H

#ifndef _XOPEN_SOURCE_EXTENDED
#define _XOPEN_SOURCE_EXTENDED 1
#endif
#ifndef NCURSES_WIDECHAR
#define NCURSES_WIDECHAR 1
#endif

#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#ifdef __APPLE__
#include <ncurses.h>
#else
#include <curses.h>
#endif
// term.h defines macros with names like `lines` and `columns`; only these two functions of it are needed.
extern char *tigetstr(const char *);
extern int set_escdelay(int);
// In stdlib.h, but only for those who ask for X/Open there.
extern int posix_openpt(int);
extern int grantpt(int);
extern int unlockpt(int);
extern char *ptsname(int);

// ---- the screen

static inline WINDOW *groktop_stdscr(void) { return stdscr; }
static inline int groktop_rows(void) { return getmaxy(stdscr); }
static inline int groktop_columns(void) { return getmaxx(stdscr); }
static inline SCREEN *groktop_newterm(const char *type) { return newterm(type, stdout, stdin); }
static inline int groktop_colors(void) { return COLORS; }
static inline int groktop_is_error(int result) { return result == ERR; }

// tigetstr answers (char *)-1 for what is no string capability.
static inline const char *groktop_capability(const char *name) {
    char *text = tigetstr(name);
    return text == (char *)-1 ? NULL : text;
}

// ---- colours and cells

static inline int groktop_init_pair(int pair, int foreground, int background) {
#if defined(NCURSES_EXT_COLORS) && NCURSES_EXT_COLORS
    return init_extended_pair(pair, foreground, background);
#else
    return init_pair((short)pair, (short)foreground, (short)background);
#endif
}

// Without extended colours a pair is a short.
static inline int groktop_largest_pair(void) {
#if defined(NCURSES_EXT_COLORS) && NCURSES_EXT_COLORS
    return COLOR_PAIRS - 1;
#else
    return COLOR_PAIRS - 1 > 255 ? 255 : COLOR_PAIRS - 1;
#endif
}

static inline void groktop_set_cell(cchar_t *cell, uint32_t scalar, attr_t attributes, int pair) {
    wchar_t text[2] = {(wchar_t)scalar, 0};
#if defined(NCURSES_EXT_COLORS) && NCURSES_EXT_COLORS
    setcchar(cell, text, attributes, (short)(pair > 255 ? 255 : pair), &pair);
#else
    setcchar(cell, text, attributes, (short)pair, NULL);
#endif
}

static inline int groktop_put_row(int row, const cchar_t *cells, int count) {
    return mvadd_wchnstr(row, 0, cells, count);
}

static inline attr_t groktop_bold(void) { return A_BOLD; }
static inline attr_t groktop_dim(void) { return A_DIM; }
static inline attr_t groktop_reverse(void) { return A_REVERSE; }
static inline attr_t groktop_underline(void) { return A_UNDERLINE; }

// ---- keys

/// ERR for nothing, KEY_CODE_YES for a code, OK for a character.
static inline int groktop_get(uint32_t *value) {
    wint_t character = 0;
    int result = wget_wch(stdscr, &character);
    *value = (uint32_t)character;
    return result;
}

static inline int groktop_is_key_code(int result) { return result == KEY_CODE_YES; }

#define GROKTOP_KEY(name, code) \
    static inline uint32_t groktop_key_##name(void) { return (uint32_t)(code); }
GROKTOP_KEY(resize, KEY_RESIZE)
GROKTOP_KEY(up, KEY_UP)
GROKTOP_KEY(down, KEY_DOWN)
GROKTOP_KEY(left, KEY_LEFT)
GROKTOP_KEY(right, KEY_RIGHT)
GROKTOP_KEY(home, KEY_HOME)
GROKTOP_KEY(end, KEY_END)
GROKTOP_KEY(page_up, KEY_PPAGE)
GROKTOP_KEY(page_down, KEY_NPAGE)
GROKTOP_KEY(backspace, KEY_BACKSPACE)
GROKTOP_KEY(delete, KEY_DC)
GROKTOP_KEY(enter, KEY_ENTER)
GROKTOP_KEY(back_tab, KEY_BTAB)
GROKTOP_KEY(function_0, KEY_F0)
#undef GROKTOP_KEY

// ---- the terminal device

static inline int groktop_waiting_bytes(int descriptor) {
    int count = 0;
    return ioctl(descriptor, FIONREAD, &count) == 0 ? count : -1;
}

static inline int groktop_is_utf8(void) {
    const char *codeset = nl_langinfo(CODESET);
    return codeset && (strcmp(codeset, "UTF-8") == 0 || strcmp(codeset, "utf8") == 0);
}

// Characters only: numbers must go on being written with a point whatever the user's language is.
static inline const char *groktop_set_locale(const char *name) { return setlocale(LC_CTYPE, name); }

// ---- signals

typedef void (*groktop_signal_handler)(int);

// sa_handler is a macro over a union, named differently on every system.
static inline int groktop_install(int number, groktop_signal_handler handler, struct sigaction *previous) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handler;
    sigemptyset(&action.sa_mask);
    return sigaction(number, &action, previous);
}

static inline int groktop_install_default(int number) { return groktop_install(number, SIG_DFL, NULL); }

// ---- a terminal of our own making, for benchmarks

// Opens both ends of a pseudo-terminal of this size; returns 0, or -1 with errno set.
static inline int groktop_open_pseudo_terminal(int columns, int rows, int *master, int *slave) {
    *master = posix_openpt(O_RDWR | O_NOCTTY);
    if (*master < 0) return -1;
    const char *name = grantpt(*master) == 0 && unlockpt(*master) == 0 ? ptsname(*master) : NULL;
    *slave = name ? open(name, O_RDWR | O_NOCTTY) : -1;
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    if (*slave >= 0 && ioctl(*slave, TIOCSWINSZ, &size) == 0) return 0;
    close(*master);
    return -1;
}

#endif
