// nhooyr.io/websocket in either role; its successor is coder/websocket.
package main

import (
	"context"
	"errors"
	"net/http"

	"nhooyr.io/websocket"
)

func follow(socket *websocket.Conn, path string) {
	defer socket.Close(websocket.StatusInternalError, "")
	sayOpen(path)
	for {
		_, message, err := socket.Read(context.Background())
		if err != nil {
			report(path, err)
			return
		}
		code, reason, isOrder := orderIn(message)
		if !isOrder {
			continue
		}
		if code == noCode {
			code = int(websocket.StatusNoStatusRcvd)
		}
		err = socket.Close(websocket.StatusCode(code), reason)
		var closed websocket.CloseError
		if err != nil && !errors.As(err, &closed) {
			sayRefused(path, err)
		}
		if err == nil { // only if the answer has the same code
			sayClosed(path, code, "")
		} else {
			report(path, err)
		}
		return
	}
}

func report(path string, err error) {
	var closed websocket.CloseError
	if errors.As(err, &closed) {
		sayClosed(path, int(closed.Code), closed.Reason)
	} else {
		sayLost(path)
	}
}

func main() {
	take := func(response http.ResponseWriter, request *http.Request) {
		if socket, err := websocket.Accept(response, request, nil); err == nil {
			follow(socket, request.URL.Path)
		}
	}
	run(http.HandlerFunc(take), func(address, path string) {
		if socket, _, err := websocket.Dial(context.Background(), address, nil); err == nil {
			follow(socket, path)
		}
	})
}
