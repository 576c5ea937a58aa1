/** Tomcat's WebSocket in either role. */

import java.net.URI;
import java.util.Scanner;
import java.util.Set;
import java.util.logging.LogManager;
import javax.servlet.http.HttpServlet;
import javax.websocket.ClientEndpoint;
import javax.websocket.CloseReason;
import javax.websocket.OnClose;
import javax.websocket.OnError;
import javax.websocket.OnMessage;
import javax.websocket.OnOpen;
import javax.websocket.Session;
import javax.websocket.WebSocketContainer;
import javax.websocket.server.ServerEndpoint;
import org.apache.catalina.Context;
import org.apache.tomcat.websocket.WsWebSocketContainer;
import org.apache.tomcat.websocket.server.WsSci;

public final class Tomcat {
    @ServerEndpoint("/{path}")
    @ClientEndpoint
    public static final class End {
        private String path;

        public End() {}

        End(String path) {
            this.path = path;
        }

        @OnOpen
        public void open(Session session) {
            if (path == null) path = session.getRequestURI().getPath(); // a client's session does not know it
            Lines.sayOpen(path);
        }

        @OnMessage
        public void receive(Session session, String message) {
            Lines.Order order = Lines.Order.in(message);
            if (order == null) return;
            try {
                if (!order.hasCode) session.close();
                else session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(order.code), order.reason));
            } catch (Exception error) {
                Lines.sayRefused(path, error);
            }
        }

        @OnError
        public void fail(Throwable error) {
            // its close follows
        }

        @OnClose
        public void close(CloseReason reason) {
            Lines.sayClosed(path, reason.getCloseCode().getCode(), reason.getReasonPhrase());
        }
    }

    private static void serve() throws Exception {
        org.apache.catalina.startup.Tomcat tomcat = new org.apache.catalina.startup.Tomcat();
        tomcat.setBaseDir(System.getProperty("java.io.tmpdir"));
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", null);
        context.addServletContainerInitializer(new WsSci(), Set.of(End.class));
        org.apache.catalina.startup.Tomcat.addServlet(context, "none", new HttpServlet() {});
        context.addServletMappingDecoded("/", "none");
        tomcat.start();
        Lines.sayPort(tomcat.getConnector().getLocalPort());
    }

    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        boolean isClient = arguments[0].equals("client");
        if (!isClient) serve();
        WebSocketContainer container = new WsWebSocketContainer();
        Scanner input = new Scanner(System.in);
        while (input.hasNextLine()) {
            URI url = URI.create(input.nextLine());
            if (!isClient) continue;
            new Thread(() -> {
                try {
                    container.connectToServer(new End(url.getPath()), url);
                } catch (Exception error) {
                    Lines.sayLost(url.getPath());
                }
            }).start();
        }
        Runtime.getRuntime().halt(0);
    }
}
