// Qt WebSockets in either role.

#include <QCoreApplication>
#include <QtWebSockets/QWebSocket>
#include <QtWebSockets/QWebSocketServer>
#include <iostream>
#include <string>
#include <thread>

#include "lines.hpp"

static void follow(QWebSocket *socket, const QString &path) {
    auto name = path.toStdString();
    QObject::connect(socket, &QWebSocket::textMessageReceived, [=](const QString &message) {
        auto text = message.toStdString();
        order order;
        if (!read_order(text.data(), text.size(), &order)) return;
        auto code = static_cast<QWebSocketProtocol::CloseCode>(order.code);
        if (order.has_code) socket->close(code, QString(order.length, 'x'));
        else socket->close();
    });
    QObject::connect(socket, &QWebSocket::disconnected, [=] {
        auto reason = socket->closeReason().toUtf8();
        say_closed(name.c_str(), socket->closeCode(), reason.data(), reason.size());
        socket->deleteLater();
    });
}

static void open(const QString &line) {
    auto socket = new QWebSocket();
    auto path = QUrl(line).path();
    QObject::connect(socket, &QWebSocket::connected, [=] { say_open(path.toUtf8().data()); });
    follow(socket, path);
    socket->open(QUrl(line));
}

int main(int count, char **arguments) {
    QCoreApplication application(count, arguments);
    bool is_client = !strcmp(arguments[1], "client");
    QWebSocketServer server("", QWebSocketServer::NonSecureMode);
    if (!is_client) {
        QObject::connect(&server, &QWebSocketServer::newConnection, [&] {
            auto socket = server.nextPendingConnection();
            auto path = socket->requestUrl().path();
            follow(socket, path);
            say_open(path.toUtf8().data());
        });
        server.listen(QHostAddress::LocalHost, 0);
        say_port(server.serverPort());
    }
    std::thread([&] {
        std::string line;
        while (std::getline(std::cin, line)) {
            auto url = QString::fromStdString(line);
            QMetaObject::invokeMethod(&application, [=] { open(url); });
        }
        _Exit(0);
    }).detach();
    return application.exec();
}
