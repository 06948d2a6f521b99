package io.mistnet.node.console.signin;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** As much of a browser as signing in takes: it keeps each host's cookies, follows redirects when it is told to, and fills in forms. */
public final class Browser {

    /** The cookie of the session, at the console of a node without TLS on its usual port. */
    static final String SESSION = "mistnet-8081";

    private static final Pattern FORM =
            Pattern.compile("<form[^>]*action=\"([^\"]*)\"[^>]*>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\"[^>]*name=\"([^\"]+)\" value=\"([^\"]*)\"");
    private static final int MOST_REDIRECTS = 10;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, Map<String, String>> cookies = new LinkedHashMap<>();
    private final List<String> setCookies = new ArrayList<>();
    private URI here;

    /** @param start the address that relative ones are relative to */
    public Browser(URI start) {
        here = start;
    }

    /** What was shown last. */
    public URI here() {
        return here;
    }

    public HttpResponse<String> get(String address) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(here.resolve(address)));
    }

    /** The same, and wherever it leads. */
    public HttpResponse<String> open(String address) throws IOException, InterruptedException {
        HttpResponse<String> response = get(address);
        for (int i = 0; i < MOST_REDIRECTS && location(response).isPresent(); i++) {
            response = get(location(response).get());
        }
        return response;
    }

    public HttpResponse<String> post(String address, Map<String, String> fields)
            throws IOException, InterruptedException {
        return post(address, fields, Map.of());
    }

    public HttpResponse<String> post(String address, Map<String, String> fields, Map<String, String> headers)
            throws IOException, InterruptedException {
        String body = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = HttpRequest.newBuilder(here.resolve(address))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return send(request);
    }

    /** Fills in the first form of a page and sends it. */
    public HttpResponse<String> submit(HttpResponse<String> page, Map<String, String> typed)
            throws IOException, InterruptedException {
        Matcher form = FORM.matcher(page.body());
        if (!form.find()) {
            throw new AssertionError("no form in the page " + page.uri() + ":\n" + page.body());
        }
        Map<String, String> fields = hidden(form.group(2));
        fields.putAll(typed);
        return post(unescape(form.group(1)), fields);
    }

    /** The hidden fields of a page. */
    public static Map<String, String> hidden(String page) {
        Map<String, String> fields = new LinkedHashMap<>();
        HIDDEN.matcher(page).results().forEach(field -> fields.put(field.group(1), unescape(field.group(2))));
        return fields;
    }

    /** Where a response leads, if anywhere. */
    public static Optional<String> location(HttpResponse<String> response) {
        return response.headers().firstValue("Location");
    }

    /** The value of a parameter in an address's query. */
    public static Optional<String> parameter(String address, String name) {
        Matcher matcher = Pattern.compile("[?&]" + name + "=([^&]*)").matcher(address);
        return matcher.find()
                ? Optional.of(URLDecoder.decode(matcher.group(1), StandardCharsets.UTF_8))
                : Optional.empty();
    }

    /** The cookie of this name at the address that was shown last. */
    public Optional<String> cookie(String name) {
        return Optional.ofNullable(
                cookies.getOrDefault(here.getAuthority(), Map.of()).get(name));
    }

    /** Has this cookie at the address that was shown last, as somebody may have planted it. */
    public void plant(String name, String value) {
        cookies.computeIfAbsent(here.getAuthority(), host -> new LinkedHashMap<>())
                .put(name, value);
    }

    /** Every cookie as it was set, with its attributes. */
    public List<String> setCookies() {
        return List.copyOf(setCookies);
    }

    public void forgetCookies() {
        cookies.clear();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        URI address = request.build().uri();
        String sent = cookies.getOrDefault(address.getAuthority(), Map.of()).entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        if (!sent.isEmpty()) {
            request.header("Cookie", sent);
        }
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        response.headers().allValues("Set-Cookie").forEach(cookie -> keep(address.getAuthority(), cookie));
        here = address;
        return response;
    }

    private void keep(String host, String cookie) {
        setCookies.add(cookie);
        String[] pair = cookie.split(";", 2)[0].split("=", 2);
        Map<String, String> ofHost = cookies.computeIfAbsent(host, any -> new LinkedHashMap<>());
        if (pair[1].isEmpty() || cookie.contains("Max-Age=0")) {
            ofHost.remove(pair[0]);
        } else {
            ofHost.put(pair[0], pair[1]);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String unescape(String html) {
        return html.replace("&quot;", "\"")
                .replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }
}
