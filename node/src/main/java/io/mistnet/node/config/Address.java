package io.mistnet.node.config;

import java.net.InetSocketAddress;

/**
 * Where an institution listens.
 *
 * @param host a host name, an IPv4 address, or an IPv6 address without brackets
 * @param port from 1 to 65535
 */
public record Address(String host, int port) {

    public Address {
        if (host.isBlank() || host.contains("[") || host.contains("]") || port < 1 || port > 65535) {
            throw new IllegalArgumentException("a host and a port from 1 to 65535");
        }
    }

    /** Reads {@code host:port} or {@code [IPv6]:port}. */
    public static Address parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("no port in " + text);
        }
        String host = text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.contains(":")) {
            throw new IllegalArgumentException("an IPv6 address stands in brackets: [::1]:9400");
        }
        return new Address(host, Integer.parseInt(text.substring(colon + 1)));
    }

    /** The address as a socket wants it; the name is looked up at every call. */
    public InetSocketAddress resolve() {
        return new InetSocketAddress(host, port);
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
