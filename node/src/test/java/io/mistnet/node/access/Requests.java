package io.mistnet.node.access;

import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.Cookie;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.model.headers.SetCookie;

/** Requests as browsers send them. */
final class Requests {

    private Requests() {}

    static HttpRequest plain() {
        return HttpRequest.GET("/");
    }

    /** With the cookie that a response has set. */
    static HttpRequest with(HttpHeader set) {
        var cookie = ((SetCookie) set).cookie();
        return plain().addHeader(Cookie.create(cookie.name(), cookie.value()));
    }

    static HttpRequest with(String header, String value) {
        return plain().addHeader(RawHeader.create(header, value));
    }
}
