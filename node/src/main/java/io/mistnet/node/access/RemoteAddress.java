package io.mistnet.node.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/**
 * Tells where requests come from. Behind a proxy that is what the proxy says, which adds to the end of {@code X-Forwarded-For}; what stands before that, anybody can write.
 *
 * @param behindProxy whether all requests come through a proxy of the institution
 */
public record RemoteAddress(boolean behindProxy) {

    private static final String FORWARDED = "x-forwarded-for";
    private static final Pattern LITERAL = Pattern.compile("[0-9.]{7,15}|[0-9a-fA-F:.]{2,45}");
    private static final int NETWORK_BYTES = 8;

    /** The address; of IPv6 the network, since one host has as many addresses of it as it likes. */
    public String of(HttpRequest request) {
        Optional<InetAddress> forwarded = behindProxy ? forwarded(request) : Optional.empty();
        return forwarded
                .or(() -> request.getAttribute(AttributeKeys.remoteAddress).flatMap(address -> address.getAddress()))
                .map(RemoteAddress::text)
                .orElse("unknown");
    }

    private static Optional<InetAddress> forwarded(HttpRequest request) {
        return StreamSupport.stream(request.getHeaders().spliterator(), false)
                .filter(header -> header.lowercaseName().equals(FORWARDED))
                .map(HttpHeader::value)
                .reduce((first, last) -> last)
                .map(value -> value.substring(value.lastIndexOf(',') + 1).strip())
                .flatMap(RemoteAddress::parse);
    }

    private static Optional<InetAddress> parse(String text) {
        if (!LITERAL.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static String text(InetAddress address) {
        if (address instanceof Inet6Address) {
            byte[] network = Arrays.copyOf(Arrays.copyOf(address.getAddress(), NETWORK_BYTES), 2 * NETWORK_BYTES);
            try {
                return InetAddress.getByAddress(network).getHostAddress() + "/64";
            } catch (UnknownHostException e) {
                throw new IllegalStateException("16 bytes are an address", e);
            }
        }
        return address.getHostAddress();
    }
}
