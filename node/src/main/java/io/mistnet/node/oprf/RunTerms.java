package io.mistnet.node.oprf;

import io.mistnet.node.network.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the holders of a run must agree on before it begins. There is nobody to lead: whoever has the same terms is in the same run.
 *
 * @param epoch the key epoch
 * @param generation of the shares that come of it
 * @param base the statement whose shares are refreshed; empty where a new key is made
 * @param nonces what each holder adds, by number
 */
record RunTerms(int epoch, int generation, Optional<Sha256> base, SortedMap<Integer, Nonce> nonces) {

    private static final String DOMAIN = "mistnet oprf run 1";

    RunTerms {
        nonces = Collections.unmodifiableSortedMap(new TreeMap<>(nonces));
    }

    /** The run's id: it sets the run apart from all others of any network, key, holders and time. */
    Sha256 id(Holders holders) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(DOMAIN.getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(KeyContext.ofNetwork(holders.network()));
        bytes.writeBytes(ByteBuffer.allocate(4 * Integer.BYTES)
                .putInt(epoch)
                .putInt(generation)
                .putInt(holders.threshold())
                .putInt(holders.count())
                .array());
        bytes.writeBytes(base.map(Sha256::bytes).orElse(new byte[Sha256.BYTES]));
        for (Map.Entry<Integer, Nonce> nonce : nonces.entrySet()) {
            byte[] id = holders.id(nonce.getKey()).getBytes(StandardCharsets.US_ASCII);
            bytes.write(id.length);
            bytes.writeBytes(id);
            bytes.writeBytes(nonce.getValue().bytes());
        }
        return Sha256.of(bytes.toByteArray());
    }
}
