/* Preloaded into a server, it makes every fsync and fdatasync as slow as SLOWSYNC_MICROS says: a disk across a network. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

static void wait_on(void)
{
    const char *micros = getenv("SLOWSYNC_MICROS");
    long all = micros ? atol(micros) : 5000;
    struct timespec pause = { all / 1000000, (all % 1000000) * 1000 };
    nanosleep(&pause, NULL);
}

int fsync(int fd)
{
    static int (*real)(int);
    if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    int result = real(fd);
    wait_on();
    return result;
}

int fdatasync(int fd)
{
    static int (*real)(int);
    if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    int result = real(fd);
    wait_on();
    return result;
}
