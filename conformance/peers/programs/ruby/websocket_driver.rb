# Ruby's websocket-driver in either role, with a thread per connection; ../../process.ts says what it reads and writes.

require 'json'
require 'socket'
require 'uri'
require 'websocket/driver'

$stdout.sync = true
Thread.report_on_exception = false
OUTPUT = Mutex.new

def say(**line)
  OUTPUT.synchronize { puts JSON.generate(line) }
end

# What the driver writes to.
Wire = Struct.new(:socket, :url) do
  def write(bytes)
    socket.write(bytes)
  rescue SystemCallError
    nil
  end
end

def follow(driver, socket, path)
  is_told = false
  driver.on(:message) do |event|
    word, code, bytes = event.data.to_s.split
    next unless word == 'close'

    begin
      code ? driver.close('x' * bytes.to_i, code.to_i) : driver.close
    rescue StandardError => e
      say(path: path.call, refused: e.class.name)
    end
  end
  driver.on(:close) do |event|
    is_told = true
    say(path: path.call, code: event.code, hex: event.reason.to_s.unpack1('H*'))
    socket.close_write
  rescue SystemCallError, IOError
    nil
  end
  loop { driver.parse(socket.readpartial(65_536)) }
rescue SystemCallError, IOError
  say(path: path.call, code: nil, reason: nil) unless is_told
ensure
  socket.close
end

def serve
  server = TCPServer.new('127.0.0.1', 0)
  say(port: server.addr[1])
  Thread.new do
    loop do
      Thread.new(server.accept) do |socket|
        driver = WebSocket::Driver.server(Wire.new(socket))
        path = -> { driver.env['PATH_INFO'] }
        driver.on(:connect) { driver.start }
        driver.on(:open) { say(path: path.call, open: true) }
        follow(driver, socket, path)
      end
    end
  end
  $stdin.each_line {}
end

def open_each
  $stdin.each_line(chomp: true) do |url|
    Thread.new do
      uri = URI(url)
      socket = TCPSocket.new(uri.host, uri.port)
      driver = WebSocket::Driver.client(Wire.new(socket, url))
      driver.on(:open) { say(path: uri.path, open: true) }
      driver.start
      follow(driver, socket, -> { uri.path })
    end
  end
end

ARGV[0] == 'client' ? open_each : serve
