// The parts of ncurses that Swift cannot import by itself: macros, variadic functions, and globals that fail its
// concurrency checking. Nothing else belongs here.
#ifndef GROKTOP_NCURSES_H
#define GROKTOP_NCURSES_H

// For memfd_create.
#if defined(__linux__) && !defined(_GNU_SOURCE)
#define _GNU_SOURCE 1
#endif
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
#ifdef __linux__
#include <linux/kd.h>
#include <sys/mman.h>
#endif
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
// stdlib.h declares these only for programs that ask for X/Open.
extern int posix_openpt(int);
extern int grantpt(int);
extern int unlockpt(int);
extern char *ptsname(int);

// ---- the screen

static inline WINDOW *groktop_stdscr(void) { return stdscr; }
static inline int groktop_rows(void) { return getmaxy(stdscr); }
static inline int groktop_columns(void) { return getmaxx(stdscr); }
static inline SCREEN *groktop_newterm(const char *type, FILE *output) { return newterm(type, output, stdin); }
static inline int groktop_colors(void) { return COLORS; }
static inline int groktop_is_error(int result) { return result == ERR; }

// tigetstr returns (char *)-1 for a name that is not a string capability.
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

// Without extended colours, a pair is a short.
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

// ---- the terminal device

// Returns 0, or -1 where the terminal has no size.
static inline int groktop_window_size(int descriptor, int *columns, int *rows) {
    struct winsize size;
    if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return -1;
    *columns = size.ws_col;
    *rows = size.ws_row;
    return 0;
}

// A file without a name, in memory where the system can; NULL with errno set.
static inline FILE *groktop_scratch_file(void) {
#ifdef __linux__
    int descriptor = memfd_create("groktop screen", MFD_CLOEXEC);
    if (descriptor >= 0) return fdopen(descriptor, "w+");
#endif
    return tmpfile();
}

static inline int groktop_is_utf8(void) {
    const char *codeset = nl_langinfo(CODESET);
    return codeset && (strcmp(codeset, "UTF-8") == 0 || strcmp(codeset, "utf8") == 0);
}

// Sets the locale of characters only: numbers keep their decimal point whatever the user's language is.
static inline const char *groktop_set_locale(const char *name) { return setlocale(LC_CTYPE, name); }

// The codeset that the locale names, such as UTF-8.
static inline const char *groktop_codeset(void) {
    const char *codeset = nl_langinfo(CODESET);
    return codeset ? codeset : "";
}

// Writes the characters that the font of the Linux console has, `most` at most, and returns how many entries its table
// has; -1 where the descriptor is no console (ioctl_console(2), GIO_UNIMAP).
static inline int groktop_console_characters(int descriptor, uint16_t *characters, int most) {
#ifdef __linux__
    struct unipair *entries = calloc(most > 0 ? most : 1, sizeof *entries);
    if (!entries) return -1;
    struct unimapdesc table = {(unsigned short)most, entries};
    int result = ioctl(descriptor, GIO_UNIMAP, &table);
    int count = result == 0 ? table.entry_ct : -1;
    for (int index = 0; index < count; index++) characters[index] = entries[index].unicode;
    free(entries);
    return count;
#else
    return -1;
#endif
}

// ---- signals

typedef void (*groktop_signal_handler)(int);

// sa_handler is a macro over a union, which every system names differently.
static inline int groktop_install(int number, groktop_signal_handler handler, struct sigaction *previous) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handler;
    sigemptyset(&action.sa_mask);
    return sigaction(number, &action, previous);
}

static inline int groktop_install_default(int number) { return groktop_install(number, SIG_DFL, NULL); }

typedef void (*groktop_signal_action)(int, siginfo_t *, void *);

// Installs a handler that learns which process sent the signal, and that runs on the thread's own signal stack where it
// has one.
static inline int groktop_install_action(int number, groktop_signal_action handler, struct sigaction *previous) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = handler;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    return sigaction(number, &action, previous);
}

// The process that sent the signal; for a write to a closed pipe, that is the writer itself.
static inline pid_t groktop_sender(const siginfo_t *information) { return information->si_pid; }

static inline int groktop_is_ignored(int number) {
    struct sigaction action;
    return sigaction(number, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

// 0 where the system has no real-time signals.
static inline int groktop_first_realtime_signal(void) {
#ifdef SIGRTMIN
    return SIGRTMIN;
#else
    return 0;
#endif
}

static inline int groktop_last_realtime_signal(void) {
#ifdef SIGRTMAX
    return SIGRTMAX;
#else
    return -1;
#endif
}

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
