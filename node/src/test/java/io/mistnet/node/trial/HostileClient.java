package io.mistnet.node.trial;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.mistnet.node.network.Network;
import io.mistnet.node.wire.proto.Hello;
import io.mistnet.node.wire.proto.Purpose;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Says to a node what no honest peer says. */
public final class HostileClient {

    private static final int PATIENCE_MILLIS = 10_000;

    private final InetSocketAddress node;

    public HostileClient(InetSocketAddress node) {
        this.node = node;
    }

    public Socket plain() throws IOException {
        Socket socket = new Socket(node.getAddress(), node.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    public SSLSocket connect(SSLContext context) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(node.getAddress(), node.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.startHandshake();
        return socket;
    }

    /** Sends {@code bytes} over TLS. The node may end the connection while this end still thinks that it is in the handshake. */
    public void assertTurnedAway(SSLContext context, byte[] bytes) {
        try (SSLSocket socket = connect(context)) {
            socket.getOutputStream().write(bytes);
            assertClosed(socket);
        } catch (IOException closed) {
            assertThat(closed).isNotInstanceOf(SocketTimeoutException.class);
        }
    }

    /** Reads to the end: the node ends the connection, with or without an alert or its own first message before. */
    public static void assertClosed(Socket socket) {
        try {
            while (socket.getInputStream().read() >= 0) {
                assertThat(socket.isClosed()).isFalse();
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the link is still open", e);
        } catch (IOException closed) {
            assertThat(closed).isNotNull();
        }
    }

    /** A first message as {@code id} would send it as a bank, for a test to spoil. */
    public static Hello.Builder hello(Network network, String id) {
        return Hello.newBuilder()
                .setProtocolVersion(1)
                .setNetworkHash(ByteString.copyFrom(network.hash().bytes()))
                .setInstitution(id)
                .setPurpose(Purpose.PURPOSE_DATA);
    }

    public static byte[] framed(Hello.Builder hello) {
        byte[] bytes = hello.build().toByteArray();
        return ByteBuffer.allocate(Integer.BYTES + bytes.length)
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }

    /** Announces a message of this length, and sends none. */
    public static byte[] announcing(int length) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(length).array();
    }

    public static SSLContext withoutCertificate() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(null, new TrustManager[] {new TrustsAll()}, null);
        return context;
    }

    private static final class TrustsAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
