package io.mistnet.node.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;

/** Scripts, styles and images, a fixed set. Each one's address has a hash of its bytes, so that browsers may keep it for ever. */
public final class Assets extends AllDirectives {

    private static final String FOLDER = "assets";
    private static final int HASH_CHARACTERS = 16;
    private static final String FOREVER = "public, max-age=31536000, immutable";
    private static final Map<String, String> RESOURCES = Map.of(
            "htmx.min.js", "/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js",
            "cytoscape.min.js", "/META-INF/resources/webjars/cytoscape/3.33.1/dist/cytoscape.min.js",
            "console.css", "/io/mistnet/node/console/assets/console.css",
            "console.js", "/io/mistnet/node/console/assets/console.js",
            "graph.js", "/io/mistnet/node/console/assets/graph.js",
            "icon.svg", "/io/mistnet/node/console/assets/icon.svg");

    private record Asset(String address, ContentType type, byte[] bytes) {}

    private final Map<String, Asset> byName = new HashMap<>();

    /** Reads all of them. */
    public Assets() {
        RESOURCES.forEach((name, resource) -> byName.put(name, asset(name, read(resource))));
    }

    /** The address of an asset, from the root of the console. */
    public String address(String name) {
        Asset asset = byName.get(name);
        if (asset == null) {
            throw new IllegalArgumentException("no asset " + name);
        }
        return asset.address();
    }

    /** The routes of all assets. */
    Route route() {
        return pathPrefix(
                FOLDER,
                () -> path(
                        PathMatchers.segment().slash(PathMatchers.segment()),
                        (hash, name) -> Optional.ofNullable(byName.get(name))
                                .filter(asset -> asset.address().equals(addressOf(hash, name)))
                                .map(asset -> get(() -> complete(response(asset))))
                                .orElseGet(this::reject)));
    }

    private static HttpResponse response(Asset asset) {
        return HttpResponse.create()
                .withEntity(HttpEntities.create(asset.type(), asset.bytes()))
                .addHeader(RawHeader.create("Cache-Control", FOREVER));
    }

    private static Asset asset(String name, byte[] bytes) {
        return new Asset(addressOf(hash(bytes), name), ContentTypes.parse(typeOf(name)), bytes);
    }

    private static String addressOf(String hash, String name) {
        return "/%s/%s/%s".formatted(FOLDER, hash, name);
    }

    private static String typeOf(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "js" -> "text/javascript; charset=UTF-8";
            case "css" -> "text/css; charset=UTF-8";
            case "svg" -> "image/svg+xml";
            default -> throw new IllegalArgumentException("no type is known for the asset " + name);
        };
    }

    private static String hash(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(hash).substring(0, HASH_CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] read(String resource) {
        try (InputStream stream = Assets.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("the resource " + resource + " is missing from this build");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
