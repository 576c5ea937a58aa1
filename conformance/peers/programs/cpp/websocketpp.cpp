// WebSocket++ in either role.

#include <iostream>
#include <string>
#include <thread>
#include <websocketpp/client.hpp>
#include <websocketpp/config/asio_no_tls.hpp>
#include <websocketpp/config/asio_no_tls_client.hpp>
#include <websocketpp/server.hpp>

#include "lines.hpp"

using Server = websocketpp::server<websocketpp::config::asio>;
using Client = websocketpp::client<websocketpp::config::asio_client>;
using websocketpp::connection_hdl;

template <class Endpoint> void prepare(Endpoint &endpoint) {
    auto path_of = [&endpoint](connection_hdl handle) { return endpoint.get_con_from_hdl(handle)->get_resource(); };
    endpoint.clear_access_channels(websocketpp::log::alevel::all);
    endpoint.clear_error_channels(websocketpp::log::elevel::all);
    endpoint.init_asio();
    endpoint.set_open_handler([=](connection_hdl handle) { say_open(path_of(handle).c_str()); });
    endpoint.set_close_handler([=, &endpoint](connection_hdl handle) {
        auto connection = endpoint.get_con_from_hdl(handle);
        auto reason = connection->get_remote_close_reason();
        say_closed(path_of(handle).c_str(), connection->get_remote_close_code(), reason.data(), reason.size());
    });
    endpoint.set_message_handler([=, &endpoint](connection_hdl handle, typename Endpoint::message_ptr message) {
        order order;
        auto &text = message->get_payload();
        if (!read_order(text.data(), text.size(), &order)) return;
        websocketpp::lib::error_code error;
        auto code = order.has_code ? order.code : websocketpp::close::status::no_status;
        endpoint.close(handle, code, std::string(order.length, 'x'), error);
        if (error) say_refused(path_of(handle).c_str(), error.message().c_str());
    });
}

int main(int, char **arguments) {
    std::string line;
    if (!strcmp(arguments[1], "client")) {
        Client client;
        prepare(client);
        client.start_perpetual();
        std::thread([&client] { client.run(); }).detach();
        while (std::getline(std::cin, line)) {
            websocketpp::lib::error_code error;
            client.connect(client.get_connection(line, error));
        }
        _Exit(0);
    }
    Server server;
    prepare(server);
    server.listen(boost::asio::ip::tcp::endpoint(boost::asio::ip::make_address("127.0.0.1"), 0));
    websocketpp::lib::asio::error_code error;
    say_port(server.get_local_endpoint(error).port());
    server.start_accept();
    std::thread([&server] { server.run(); }).detach();
    while (std::getline(std::cin, line)) continue;
    _Exit(0); // the other thread still runs
}
