// libwebsockets in either role, on one thread; another thread reads the input.

#include <libwebsockets.h>
#include <pthread.h>

#include "lines.hpp"

struct connection {
    char path[64];
    int is_told; // was the peer's Close frame reported? Only if it has a code
};

static struct lws_context *context;
static struct lws_vhost *vhost;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static char waiting[64][96]; // addresses to connect to
static int waiting_count;

static void connect_to(const char *url) {
    struct connection *connection = calloc(1, sizeof *connection);
    struct lws_client_connect_info info = {0};
    const char *colon = strrchr(url, ':');
    strncpy(connection->path, strchr(colon, '/'), sizeof connection->path - 1);
    info.context = context;
    info.vhost = vhost;
    info.address = info.host = info.origin = "127.0.0.1";
    info.port = atoi(colon + 1);
    info.path = connection->path;
    info.userdata = connection;
    lws_client_connect_via_info(&info);
}

static int close_as_told(struct lws *socket, const char *message, size_t size) {
    unsigned char reason[256];
    struct order order;
    if (!read_order(message, size, &order)) return 0;
    memset(reason, 'x', sizeof reason);
    if (order.has_code) lws_close_reason(socket, (enum lws_close_status)order.code, reason, (size_t)order.length);
    return -1;
}

static int handle(struct lws *socket, enum lws_callback_reasons event, void *user, void *in, size_t size) {
    struct connection *connection = user;
    const unsigned char *bytes = in;
    switch (event) {
    case LWS_CALLBACK_EVENT_WAIT_CANCELLED:
        pthread_mutex_lock(&mutex);
        while (waiting_count > 0) connect_to(waiting[--waiting_count]);
        pthread_mutex_unlock(&mutex);
        return 0;
    case LWS_CALLBACK_ESTABLISHED:
        lws_hdr_copy(socket, connection->path, sizeof connection->path, WSI_TOKEN_GET_URI);
        say_open(connection->path);
        return 0;
    case LWS_CALLBACK_CLIENT_ESTABLISHED:
        say_open(connection->path);
        return 0;
    case LWS_CALLBACK_RECEIVE:
    case LWS_CALLBACK_CLIENT_RECEIVE:
        return close_as_told(socket, in, size);
    case LWS_CALLBACK_WS_PEER_INITIATED_CLOSE:
        if (size >= 2) say_closed(connection->path, bytes[0] << 8 | bytes[1], (const char *)in + 2, size - 2);
        connection->is_told = size >= 2;
        return 0;
    case LWS_CALLBACK_CLOSED:
    case LWS_CALLBACK_CLIENT_CLOSED:
        if (!connection->is_told) say_lost(connection->path);
        return 0;
    default:
        return 0;
    }
}

static void *read_input(void *unused) {
    char line[96];
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = 0;
        pthread_mutex_lock(&mutex);
        if (waiting_count < 64) strcpy(waiting[waiting_count++], line);
        pthread_mutex_unlock(&mutex);
        lws_cancel_service(context);
    }
    _Exit(0);
    return unused;
}

int main(int count, char **arguments) {
    static const struct lws_protocols protocols[] = {
        {"", handle, sizeof(struct connection), 4096, 0, NULL, 0},
        {NULL, NULL, 0, 0, 0, NULL, 0},
    };
    int is_client = count > 1 && !strcmp(arguments[1], "client");
    struct lws_context_creation_info info = {0};
    pthread_t thread;
    lws_set_log_level(0, NULL);
    info.port = is_client ? CONTEXT_PORT_NO_LISTEN : 0;
    info.iface = is_client ? NULL : "127.0.0.1";
    info.protocols = protocols;
    info.options = LWS_SERVER_OPTION_EXPLICIT_VHOSTS;
    context = lws_create_context(&info);
    vhost = lws_create_vhost(context, &info);
    if (!is_client) say_port(lws_get_vhost_listen_port(vhost));
    pthread_create(&thread, NULL, read_input, NULL);
    while (lws_service(context, 0) >= 0) continue;
    return 1;
}
