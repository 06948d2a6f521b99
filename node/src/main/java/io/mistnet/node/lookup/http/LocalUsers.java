package io.mistnet.node.lookup.http;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/**
 * Lets requests through that come from this machine and carry the token.
 *
 * <p><b>Security.</b> A web page in an investigator's browser can make it send requests here, under a name that the page's owner points to this address (DNS rebinding). Such a request names that host or origin, and is
 * refused whatever else it carries.
 *
 * @param token what a request must show
 */
record LocalUsers(LookupToken token) {

    private static final Pattern LOOPBACK =
            Pattern.compile("(localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1])(:\\d{1,5})?");
    private static final Pattern ORIGIN_SCHEME = Pattern.compile("^https?://");

    /** Why the request is refused; empty where it is not. */
    Optional<Problem> refusal(HttpRequest request) {
        if (!comesFromHere(request)) {
            return Optional.of(
                    Problem.of(Problem.FORBIDDEN, "lookups are taken from this machine only, over its loopback"));
        }
        if (!header(request, "host").map(LocalUsers::isLoopback).orElse(false)) {
            return Optional.of(
                    Problem.of(Problem.FORBIDDEN, "the header Host must name the loopback, such as localhost"));
        }
        boolean isOtherOrigin = header(request, "origin")
                .map(origin -> !isLoopback(ORIGIN_SCHEME.matcher(origin).replaceFirst("")))
                .orElse(false);
        if (isOtherOrigin) {
            return Optional.of(Problem.of(Problem.FORBIDDEN, "requests of other sites' pages are refused"));
        }
        if (!header(request, "authorization").map(token::isIn).orElse(false)) {
            return Optional.of(Problem.of(
                    Problem.UNAUTHORIZED,
                    "send 'Authorization: Bearer' with the text of %s in the node's data directory, which changes at each start"
                            .formatted(LookupToken.FILE)));
        }
        return Optional.empty();
    }

    /** Forwarded-for headers are not looked at: anybody can send them. */
    private static boolean comesFromHere(HttpRequest request) {
        return request.getAttribute(AttributeKeys.remoteAddress)
                .flatMap(address -> address.getAddress())
                .map(InetAddress::isLoopbackAddress)
                .orElse(false);
    }

    private static Optional<String> header(HttpRequest request, String name) {
        return request.getHeader(name).map(HttpHeader::value);
    }

    private static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }
}
