package io.mistnet.node.console.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;

/** A provider on loopback whose ID tokens are what a test makes of them. It shows no page: a test takes state and nonce from the address that leads to it, and comes back with any code. */
final class ForgingProvider implements AutoCloseable {

    static final String CLIENT = "mistnet";

    private final HttpServer server;
    private final RSAKey key = key("its-key");
    private final RSAKey otherKey = key("its-key");
    private volatile String token = "";
    private volatile String tokenRequest = "";
    private volatile boolean away;

    ForgingProvider() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, description()));
        server.createContext("/keys", exchange -> answer(exchange, new JWKSet(key.toPublicJWK()).toString()));
        server.createContext("/token", exchange -> {
            tokenRequest = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            answer(exchange, "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"id_token\":\"%s\"}".formatted(token));
        });
        server.start();
    }

    String issuer() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** The next token is what {@code change} makes of a good one, signed with the provider's key. */
    void sign(String nonce, UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
        token = signed(key, change.apply(good(nonce)).build());
    }

    /** The next token is good but for its signature, which is another key's of the same name. */
    void signWithAnotherKey(String nonce) throws JOSEException {
        token = signed(otherKey, good(nonce).build());
    }

    /** The next token is good, and not signed at all. */
    void doNotSign(String nonce) {
        token = new PlainJWT(good(nonce).build()).serialize();
    }

    /** The next token is good, and signed with what anybody can fetch, as if it were a shared secret. */
    void signWithThePublicKeyAsSecret(String nonce) throws JOSEException {
        SignedJWT jwt =
                new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), good(nonce).build());
        jwt.sign(new MACSigner(key.toPublicJWK().toRSAPublicKey().getEncoded()));
        token = jwt.serialize();
    }

    /** The body of the last request for a token. */
    String tokenRequest() {
        return tokenRequest;
    }

    /** Whether it answers nothing from now on. */
    void beAway(boolean isAway) {
        away = isAway;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private JWTClaimsSet.Builder good(String nonce) {
        return new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(CLIENT)
                .subject("subject-of-anna")
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                .claim("nonce", nonce)
                .claim("name", "Anna")
                .claim("roles", List.of("mistnet-analyst"));
    }

    private String description() {
        return """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token","jwks_uri":"%1$s/keys",
                 "end_session_endpoint":"%1$s/leave","subject_types_supported":["public"],"response_types_supported":["code"],
                 "id_token_signing_alg_values_supported":["RS256","HS256","none"]}""".formatted(issuer());
    }

    private void answer(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(away ? 503 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String signed(RSAKey key, JWTClaimsSet claims) throws JOSEException {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
        jwt.sign(new RSASSASigner(key));
        return jwt.serialize();
    }

    private static RSAKey key(String id) throws JOSEException {
        return new RSAKeyGenerator(2048).keyID(id).generate();
    }
}
