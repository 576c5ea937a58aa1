/** What the Java programs read and write: see ../../process.ts. */

import java.nio.charset.StandardCharsets;

final class Lines {
    static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    static void sayPort(int port) {
        say("{\"port\":" + port + "}");
    }

    static void sayOpen(String path) {
        say("{\"path\":\"" + path + "\",\"open\":true}");
    }

    static void sayRefused(String path, Throwable error) {
        say("{\"path\":\"" + path + "\",\"refused\":\"" + error.getClass().getSimpleName() + "\"}");
    }

    static void sayClosed(String path, int code, String reason) {
        StringBuilder hex = new StringBuilder();
        byte[] bytes = reason == null ? new byte[0] : reason.getBytes(StandardCharsets.UTF_8);
        for (byte unit : bytes) hex.append(String.format("%02x", unit));
        say("{\"path\":\"" + path + "\",\"code\":" + code + ",\"hex\":\"" + hex + "\"}");
    }

    /** Reports an end without a code. */
    static void sayLost(String path) {
        say("{\"path\":\"" + path + "\",\"code\":null,\"reason\":null}");
    }

    /** What the application is told to close with: "close" or "close CODE BYTES". */
    static final class Order {
        final boolean hasCode;
        final int code;
        final String reason;

        private Order(String[] words) {
            hasCode = words.length == 3;
            code = hasCode ? Integer.parseInt(words[1]) : -1;
            reason = hasCode ? "x".repeat(Integer.parseInt(words[2])) : "";
        }

        /** The order in a message; {@code null} for any other message. */
        static Order in(String message) {
            String[] words = message.split(" ");
            return words[0].equals("close") ? new Order(words) : null;
        }
    }
}
