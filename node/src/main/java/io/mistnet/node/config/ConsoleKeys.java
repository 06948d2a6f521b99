package io.mistnet.node.config;

import io.mistnet.node.config.NodeConfig.Console;
import io.mistnet.node.config.NodeConfig.Provider;
import io.mistnet.node.config.NodeConfig.Session;
import io.mistnet.node.config.NodeConfig.Tls;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the section {@code console} of {@code node.conf}. */
final class ConsoleKeys {

    private static final List<String> ROLES = List.of("investigator", "supervisor", "auditor", "analyst", "operator");

    private ConsoleKeys() {}

    static Console read(Section section, Path folder) {
        try (section) {
            Optional<URI> publicUrl = section.parsedUnlessEmpty("public-url", "https://host", ConsoleKeys::origin);
            Optional<Provider> provider = provider(section.section("provider"), folder);
            if (provider.isPresent() && publicUrl.isEmpty()) {
                section.wrong(
                        "public-url", "it must be given where there is a provider, which sends people back there");
            }
            return new Console(
                    section.truth("enabled"),
                    section.text("host"),
                    (int) section.wholeNumber("port", 0, 65535),
                    publicUrl,
                    tls(section, folder),
                    section.truth("behind-tls-proxy"),
                    section.optionalText("contact"),
                    session(section.section("session")),
                    provider);
        }
    }

    private static Optional<Tls> tls(Section section, Path folder) {
        Optional<Path> keyStore = section.optionalPath("key-store", folder);
        Optional<Path> passwordFile = section.optionalPath("key-store-password-file", folder);
        if (keyStore.isPresent() != passwordFile.isPresent()) {
            section.wrong("key-store", "a key store and its password file are given together, or neither");
        }
        return keyStore.flatMap(store -> passwordFile.map(password -> new Tls(store, password)));
    }

    private static Session session(Section section) {
        try (section) {
            return new Session(section.positiveDuration("idle-limit"), section.positiveDuration("absolute-limit"));
        }
    }

    private static Optional<Provider> provider(Section section, Path folder) {
        try (section) {
            Optional<String> clientId = section.optionalText("client-id");
            Optional<Path> secret = section.optionalPath("client-secret-file", folder);
            List<String> scopes = section.texts("scopes");
            String claim = section.text("roles-claim");
            Map<String, List<String>> roles = roles(section.section("roles"));
            Optional<URI> issuer = section.parsedUnlessEmpty(
                    "issuer", "https://host/path, as the provider names itself", ConsoleKeys::issuer);
            if (issuer.isEmpty()) {
                return Optional.empty();
            }
            if (clientId.isEmpty()) {
                section.wrong("client-id", "it must be given where there is an issuer");
            }
            if (!scopes.contains("openid")) {
                section.wrong("scopes", "expected openid among them");
            }
            return issuer.map(uri -> new Provider(uri, clientId.orElse(""), secret, scopes, claim, roles));
        }
    }

    private static Map<String, List<String>> roles(Section section) {
        try (section) {
            Map<String, List<String>> roles = new TreeMap<>();
            ROLES.forEach(role -> roles.put(role, section.texts(role)));
            return Map.copyOf(roles);
        }
    }

    private static URI origin(String text) {
        URI uri = web(text);
        String path = uri.getRawPath();
        if ((path != null && !path.isEmpty()) || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("no path or slash after the host");
        }
        return uri;
    }

    /** In the clear only on this machine: tests and trials have their providers there. */
    private static URI issuer(String text) {
        URI uri = web(text);
        boolean local = List.of("localhost", "127.0.0.1", "[::1]").contains(uri.getHost());
        if (!local && !"https".equals(uri.getScheme())) {
            throw new IllegalArgumentException("a provider is reached over https");
        }
        return uri;
    }

    private static URI web(String text) {
        URI uri = URI.create(text);
        if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
            throw new IllegalArgumentException("an address begins with https:// and a host");
        }
        return uri;
    }
}
