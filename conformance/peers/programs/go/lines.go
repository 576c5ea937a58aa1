// What the Go programs read and write: see ../../process.ts.
package main

import (
	"bufio"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"sync"
)

var output sync.Mutex

func say(line map[string]any) {
	text, _ := json.Marshal(line)
	output.Lock()
	defer output.Unlock()
	fmt.Printf("%s\n", text)
}

func sayOpen(path string) { say(map[string]any{"path": path, "open": true}) }

func sayRefused(path string, err error) { say(map[string]any{"path": path, "refused": err.Error()}) }

func sayClosed(path string, code int, reason string) {
	say(map[string]any{"path": path, "code": code, "hex": hex.EncodeToString([]byte(reason))})
}

// sayLost reports an end without a code.
func sayLost(path string) { say(map[string]any{"path": path, "code": nil, "reason": nil}) }

const noCode = -1

// orderIn reads what the application is told to close with: "close" or "close CODE BYTES".
func orderIn(message []byte) (code int, reason string, isOrder bool) {
	words := strings.Fields(string(message))
	if len(words) == 0 || words[0] != "close" {
		return 0, "", false
	}
	code = noCode
	length := 0
	if len(words) == 3 {
		fmt.Sscan(words[1], &code)
		fmt.Sscan(words[2], &length)
	}
	return code, strings.Repeat("x", length), true
}

func eachLine(use func(text string)) {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		use(lines.Text())
	}
}

// run serves until the input ends, or opens the address in each line.
func run(handler http.Handler, open func(address, path string)) {
	if os.Args[1] == "client" {
		eachLine(func(address string) {
			parsed, _ := url.Parse(address)
			go open(address, parsed.Path)
		})
		return
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	say(map[string]any{"port": listener.Addr().(*net.TCPAddr).Port})
	go http.Serve(listener, handler)
	eachLine(func(string) {})
}
