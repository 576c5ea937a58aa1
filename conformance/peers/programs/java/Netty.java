/** Netty's codec in either role, with the handshakers that it provides for applications. */

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Scanner;
import java.util.function.Supplier;

public final class Netty {
    /** What both ends do with frames. Each subclass does its own handshake. */
    private abstract static class End extends ChannelInboundHandlerAdapter {
        String path;
        private boolean isTold;
        private boolean hasClosed;

        abstract void answer(Channel channel, CloseWebSocketFrame frame);

        void receive(ChannelHandlerContext context, WebSocketFrame frame) {
            if (frame instanceof CloseWebSocketFrame) {
                CloseWebSocketFrame close = (CloseWebSocketFrame) frame;
                isTold = true;
                Lines.sayClosed(path, close.statusCode(), close.reasonText());
                if (hasClosed) context.close();
                else answer(context.channel(), close.retain());
                hasClosed = true;
            } else if (frame instanceof TextWebSocketFrame) {
                Lines.Order order = Lines.Order.in(((TextWebSocketFrame) frame).text());
                if (order != null) close(context, order);
            }
            frame.release();
        }

        private void close(ChannelHandlerContext context, Lines.Order order) {
            try {
                CloseWebSocketFrame frame =
                    order.hasCode ? new CloseWebSocketFrame(order.code, order.reason) : new CloseWebSocketFrame();
                context.writeAndFlush(frame).addListener(written -> {
                    if (!written.isSuccess()) Lines.sayRefused(path, written.cause());
                });
                hasClosed = true;
            } catch (RuntimeException error) {
                Lines.sayRefused(path, error);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (!isTold && path != null) Lines.sayLost(path);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable error) {
            context.close();
        }
    }

    private static final class ServerEnd extends End {
        private WebSocketServerHandshaker handshaker;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof WebSocketFrame) {
                receive(context, (WebSocketFrame) message);
                return;
            }
            FullHttpRequest request = (FullHttpRequest) message;
            path = request.uri();
            handshaker = new WebSocketServerHandshakerFactory("ws://127.0.0.1" + path, null, false).newHandshaker(request);
            handshaker.handshake(context.channel(), request).addListener(done -> Lines.sayOpen(path));
            request.release();
        }

        @Override
        void answer(Channel channel, CloseWebSocketFrame frame) {
            handshaker.close(channel, frame);
        }
    }

    private static final class ClientEnd extends End {
        private final WebSocketClientHandshaker handshaker;

        ClientEnd(URI url) {
            path = url.getPath();
            DefaultHttpHeaders none = new DefaultHttpHeaders();
            handshaker = WebSocketClientHandshakerFactory.newHandshaker(url, WebSocketVersion.V13, null, false, none);
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            handshaker.handshake(context.channel());
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof WebSocketFrame) {
                receive(context, (WebSocketFrame) message);
                return;
            }
            FullHttpResponse response = (FullHttpResponse) message;
            handshaker.finishHandshake(context.channel(), response);
            Lines.sayOpen(path);
            response.release();
        }

        @Override
        void answer(Channel channel, CloseWebSocketFrame frame) {
            handshaker.close(channel, frame);
        }
    }

    private static ChannelInitializer<Channel> with(Supplier<ChannelHandler> codec, Supplier<ChannelHandler> end) {
        return new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(codec.get(), new HttpObjectAggregator(65536), end.get());
            }
        };
    }

    public static void main(String[] arguments) throws Exception {
        EventLoopGroup group = new NioEventLoopGroup(1);
        boolean isClient = arguments[0].equals("client");
        if (!isClient) {
            ServerBootstrap server = new ServerBootstrap().group(group).channel(NioServerSocketChannel.class);
            server.childHandler(with(HttpServerCodec::new, ServerEnd::new));
            Channel listening = server.bind("127.0.0.1", 0).sync().channel();
            Lines.sayPort(((InetSocketAddress) listening.localAddress()).getPort());
        }
        Scanner input = new Scanner(System.in);
        while (input.hasNextLine()) {
            URI url = URI.create(input.nextLine());
            if (!isClient) continue;
            Bootstrap client = new Bootstrap().group(group).channel(NioSocketChannel.class);
            client.handler(with(HttpClientCodec::new, () -> new ClientEnd(url)));
            client.connect("127.0.0.1", url.getPort());
        }
        Runtime.getRuntime().halt(0);
    }
}
