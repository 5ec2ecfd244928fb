package io.obsagent.dist;

import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.nio.charset.Charset;

/** Where {@link AnswerPort} waits, as seen from the JVM that was told something. */
final class AnswerAddress {

    private static final int CONNECT_MILLIS = 2_000;

    private final int port;
    private final String token;

    /** @param token by which the answer is known to come from who was asked */
    AnswerAddress(int port, String token) {
        this.port = port;
        this.token = token;
    }

    /** Answers, once. Proxies of the application are not asked for: they do not lead here. */
    void answer(int code, String text) throws IOException {
        Socket socket = new Socket(Proxy.NO_PROXY);
        try {
            socket.connect(new InetSocketAddress(loopback(), port), CONNECT_MILLIS);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            byte[] bytes = text.getBytes(Charset.forName("UTF-8"));
            out.writeUTF(token);
            out.writeInt(code);
            out.writeInt(bytes.length);
            out.write(bytes);
            out.flush();
        } finally {
            socket.close();
        }
    }

    /** The same in both JVMs, whatever their settings say of IP versions. */
    static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
    }
}
