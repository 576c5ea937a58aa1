// gorilla/websocket in either role.
package main

import (
	"errors"
	"net/http"

	"github.com/gorilla/websocket"
)

func follow(socket *websocket.Conn, path string) {
	defer socket.Close()
	sayOpen(path)
	for {
		_, message, err := socket.ReadMessage()
		var closed *websocket.CloseError
		if errors.As(err, &closed) {
			sayClosed(path, closed.Code, closed.Text)
			return
		}
		if err != nil {
			sayLost(path)
			return
		}
		code, reason, isOrder := orderIn(message)
		if !isOrder {
			continue
		}
		var payload []byte
		if code != noCode {
			payload = websocket.FormatCloseMessage(code, reason)
		}
		if err := socket.WriteMessage(websocket.CloseMessage, payload); err != nil {
			sayRefused(path, err)
		}
	}
}

func main() {
	upgrader := websocket.Upgrader{}
	take := func(response http.ResponseWriter, request *http.Request) {
		if socket, err := upgrader.Upgrade(response, request, nil); err == nil {
			follow(socket, request.URL.Path)
		}
	}
	run(http.HandlerFunc(take), func(address, path string) {
		if socket, _, err := websocket.DefaultDialer.Dial(address, nil); err == nil {
			follow(socket, path)
		}
	})
}
