package io.mistnet.node.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.junit.jupiter.api.Test;

class RemoteAddressTest {

    private static final RemoteAddress DIRECT = new RemoteAddress(false);
    private static final RemoteAddress PROXIED = new RemoteAddress(true);

    @Test
    void itIsThePeers() throws Exception {
        assertThat(DIRECT.of(from("192.0.2.7", Requests.plain()))).isEqualTo("192.0.2.7");
        assertThat(DIRECT.of(Requests.plain())).isEqualTo("unknown");
    }

    @Test
    void withoutAProxyNobodyCanWriteTheirOwn() throws Exception {
        assertThat(DIRECT.of(from("192.0.2.7", Requests.with("X-Forwarded-For", "198.51.100.1"))))
                .isEqualTo("192.0.2.7");
    }

    @Test
    void behindAProxyItIsWhatTheProxyAdded() throws Exception {
        assertThat(PROXIED.of(from("127.0.0.1", Requests.with("X-Forwarded-For", "203.0.113.9, 198.51.100.1"))))
                .isEqualTo("198.51.100.1");
        assertThat(PROXIED.of(from("127.0.0.1", Requests.with("X-Forwarded-For", "203.0.113.9, evil.example"))))
                .isEqualTo("127.0.0.1");
        assertThat(PROXIED.of(from("127.0.0.1", Requests.plain()))).isEqualTo("127.0.0.1");
    }

    @Test
    void allAddressesOfANetworkOfIpv6AreOne() throws Exception {
        String first = DIRECT.of(from("2001:db8:1:2::1", Requests.plain()));
        assertThat(DIRECT.of(from("2001:db8:1:2:ffff::9", Requests.plain()))).isEqualTo(first);
        assertThat(DIRECT.of(from("2001:db8:1:3::1", Requests.plain()))).isNotEqualTo(first);
    }

    private static HttpRequest from(String address, HttpRequest request) throws UnknownHostException {
        return request.addAttribute(
                AttributeKeys.remoteAddress,
                org.apache.pekko.http.javadsl.model.RemoteAddress.create(InetAddress.getByName(address)));
    }
}
