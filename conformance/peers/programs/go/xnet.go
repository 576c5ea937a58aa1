// golang.org/x/net/websocket in either role. It does not report how a connection was closed, and sends no reasons.
package main

import (
	"errors"

	"golang.org/x/net/websocket"
)

func follow(socket *websocket.Conn, path string) {
	defer socket.Close()
	sayOpen(path)
	for {
		var message []byte
		if err := websocket.Message.Receive(socket, &message); err != nil {
			sayLost(path)
			return
		}
		code, reason, isOrder := orderIn(message)
		if !isOrder {
			continue
		}
		if reason != "" {
			sayRefused(path, errors.New("WriteClose takes no reason"))
			continue
		}
		if code == noCode {
			sayLost(path)
			return
		}
		if err := socket.WriteClose(code); err != nil {
			sayRefused(path, err)
		}
	}
}

func main() {
	take := websocket.Server{Handler: func(socket *websocket.Conn) { follow(socket, socket.Request().URL.Path) }}
	run(take, func(address, path string) {
		if socket, err := websocket.Dial(address, "", "http://127.0.0.1/"); err == nil {
			follow(socket, path)
		}
	})
}
