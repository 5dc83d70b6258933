/* The system's clock as the processes see it that load this before libc, put by as many seconds as a file says. Only the time
 * of day: what goes by CLOCK_MONOTONIC goes on as it does when somebody puts a real clock. (libfaketime is not for this:
 * Python's sleep, to a moment of CLOCK_MONOTONIC, fails under it.) */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static volatile const long long *put_by;
static int (*real)(clockid_t, struct timespec *);

__attribute__((constructor)) static void begin(void) {
    int file = open(getenv("LEAPING_CLOCK"), O_RDONLY);
    void *mapped = mmap(NULL, sizeof *put_by, PROT_READ, MAP_SHARED, file, 0);
    close(file);
    if (file < 0 || mapped == MAP_FAILED) abort();
    put_by = mapped;
    real = dlsym(RTLD_NEXT, "clock_gettime");
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
    int failed = real(clock, now);
    if (!failed && put_by && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) now->tv_sec += *put_by;
    return failed;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
    (void)zone;
    struct timespec precise;
    int failed = clock_gettime(CLOCK_REALTIME, &precise);
    now->tv_sec = precise.tv_sec;
    now->tv_usec = precise.tv_nsec / 1000;
    return failed;
}

time_t time(time_t *kept) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (kept) *kept = now.tv_sec;
    return now.tv_sec;
}
