// What the C and C++ programs read and write: see ../../process.ts.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Lines of different threads never mix: each is one call on a locked stream.
static void say_port(int port) {
    printf("{\"port\":%d}\n", port);
    fflush(stdout);
}

static void say_open(const char *path) {
    printf("{\"path\":\"%s\",\"open\":true}\n", path);
    fflush(stdout);
}

static void say_refused(const char *path, const char *why) {
    printf("{\"path\":\"%s\",\"refused\":\"%s\"}\n", path, why);
    fflush(stdout);
}

static void say_closed(const char *path, int code, const char *reason, size_t length) {
    char hex[2 * 1024 + 1] = "";
    for (size_t at = 0; at < length && at < 1024; at++) sprintf(hex + 2 * at, "%02x", (unsigned char)reason[at]);
    printf("{\"path\":\"%s\",\"code\":%d,\"hex\":\"%s\"}\n", path, code, hex);
    fflush(stdout);
}

// Reports an end without a code.
static void say_lost(const char *path) {
    printf("{\"path\":\"%s\",\"code\":null,\"reason\":null}\n", path);
    fflush(stdout);
}

// What the application is told to close with: "close" or "close CODE BYTES".
struct order {
    int has_code;
    int code;
    int length;
};

static int read_order(const char *message, size_t size, struct order *order) {
    char text[64] = "";
    if (size >= sizeof text || size < 5 || memcmp(message, "close", 5) != 0) return 0;
    memcpy(text, message, size);
    order->length = 0;
    order->has_code = sscanf(text, "close %d %d", &order->code, &order->length) == 2;
    return 1;
}
