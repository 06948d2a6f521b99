package io.mistnet.node.network;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.mistnet.node.config.Address;
import io.mistnet.node.config.Section;
import io.mistnet.protocols.sharing.Party;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** One institution as the file has it: whatever could be read, so that checks across institutions see the rest of a wrong entry too. */
record InstitutionEntry(
        String path,
        String id,
        String name,
        List<String> bics,
        List<Role> roles,
        List<Party> parties,
        Optional<Address> control,
        Optional<Address> shares,
        Optional<Address> lookup,
        Optional<Sha256> certificate,
        Optional<Sha256> nextCertificate,
        Optional<AgreementKey> agreement,
        Optional<SigningKey> signing,
        Optional<SigningKey> supervisor) {

    private static final String SHA_256 = "the certificate's SHA-256 in hexadecimal digits";
    private static final String ED25519 = "an Ed25519 public key in base64";

    static InstitutionEntry read(Section section) {
        try (section) {
            String id = section.parsed(
                            "id", "up to 40 lower-case letters, digits and hyphens", InstitutionEntry::checkedId)
                    .orElse("");
            InstitutionEntry entry = new InstitutionEntry(
                    section.path(),
                    id,
                    section.text("name"),
                    section.texts("bics"),
                    section.choices("roles", Role.class),
                    parties(section),
                    optional(section, "control", "host:port", Address::parse),
                    optional(section, "shares", "host:port", Address::parse),
                    optional(section, "lookup", "host:port", Address::parse),
                    section.parsed("certificate", SHA_256, Sha256::new),
                    optional(section, "next-certificate", SHA_256, Sha256::new),
                    section.parsed("agreement-key", "an X25519 public key in base64", AgreementKey::new),
                    section.parsed("signing-key", ED25519, SigningKey::new),
                    optional(section, "supervisor-key", ED25519, SigningKey::new));
            entry.bics.stream()
                    .filter(bic -> !Institution.isBic(bic))
                    .forEach(bic ->
                            section.wrong("bics", "%s is not a BIC of 8 characters such as DEUTDEFF".formatted(bic)));
            return entry;
        }
    }

    /** The institution, where every part could be read. */
    Stream<Institution> complete() {
        if (certificate.isEmpty() || agreement.isEmpty() || signing.isEmpty()) {
            return Stream.empty();
        }
        PublicKeys keys = new PublicKeys(certificate.get(), nextCertificate, agreement.get(), signing.get());
        return Stream.of(new Institution(
                id,
                name,
                bics,
                Set.copyOf(roles),
                parties.stream().findFirst(),
                control,
                shares,
                lookup,
                keys,
                supervisor));
    }

    /** One party; or a list, so that the check can say why no institution may hold two. */
    private static List<Party> parties(Section section) {
        if (!section.has("compute")) {
            return List.of();
        }
        List<Party> parties = new ArrayList<>();
        section.raw("compute", "P0, P1 or P2").ifPresent(value -> {
            List<? extends ConfigValue> values =
                    value.valueType() == ConfigValueType.LIST ? (ConfigList) value : List.of(value);
            for (ConfigValue element : values) {
                try {
                    parties.add(Party.valueOf(String.valueOf(element.unwrapped())));
                } catch (IllegalArgumentException e) {
                    section.wrong("compute", "expected P0, P1 or P2, not " + element.unwrapped());
                }
            }
        });
        return List.copyOf(parties);
    }

    private static <T> Optional<T> optional(Section section, String key, String expected, Function<String, T> parse) {
        return section.has(key) ? section.parsed(key, expected, parse) : Optional.empty();
    }

    private static String checkedId(String text) {
        if (!Institution.isId(text)) {
            throw new IllegalArgumentException("not " + text);
        }
        return text;
    }
}
