// Boost.Beast in either role, with a thread for each connection.

#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>
#include <iostream>
#include <string>
#include <thread>

#include "lines.hpp"

namespace beast = boost::beast;
namespace websocket = beast::websocket;
using tcp = boost::asio::ip::tcp;
using Socket = websocket::stream<tcp::socket>;

static void report(const std::string &path, const Socket &socket, beast::error_code error) {
    auto &reason = socket.reason();
    if (error == websocket::error::closed) say_closed(path.c_str(), reason.code, reason.reason.data(), reason.reason.size());
    else say_lost(path.c_str());
}

static void follow(Socket &socket, const std::string &path) {
    say_open(path.c_str());
    beast::error_code error;
    while (!error) {
        beast::flat_buffer buffer;
        socket.read(buffer, error);
        order order;
        if (error || !read_order(static_cast<const char *>(buffer.data().data()), buffer.size(), &order)) continue;
        try {
            websocket::close_reason reason;
            if (order.has_code) reason.code = static_cast<websocket::close_code>(order.code);
            reason.reason = std::string(order.length, 'x');
            socket.close(reason, error);
            if (!error) error = websocket::error::closed; // it waits for the answer
        } catch (const std::exception &refusal) {
            say_refused(path.c_str(), "an exception");
            break;
        }
    }
    report(path, socket, error);
}

static void take(tcp::socket connection) {
    beast::flat_buffer buffer;
    beast::http::request<beast::http::string_body> request;
    beast::error_code error;
    beast::http::read(connection, buffer, request, error);
    Socket socket(std::move(connection));
    if (!error) socket.accept(request, error);
    if (!error) follow(socket, std::string(request.target()));
}

static void open(boost::asio::io_context &context, const std::string &url) {
    auto colon = url.rfind(':'), slash = url.find('/', colon);
    tcp::socket connection(context);
    auto port = static_cast<unsigned short>(std::stoi(url.substr(colon + 1)));
    connection.connect({boost::asio::ip::make_address("127.0.0.1"), port});
    Socket socket(std::move(connection));
    beast::error_code error;
    socket.handshake("127.0.0.1", url.substr(slash), error);
    if (!error) follow(socket, url.substr(slash));
}

int main(int, char **arguments) {
    boost::asio::io_context context;
    std::string line;
    if (!strcmp(arguments[1], "client")) {
        while (std::getline(std::cin, line)) std::thread([&context, line] { open(context, line); }).detach();
        _Exit(0);
    }
    tcp::acceptor acceptor(context, {boost::asio::ip::make_address("127.0.0.1"), 0});
    say_port(acceptor.local_endpoint().port());
    std::thread([&] {
        for (;;) std::thread(take, acceptor.accept()).detach();
    }).detach();
    while (std::getline(std::cin, line)) continue;
    _Exit(0); // threads may still be in the middle of a connection
}
