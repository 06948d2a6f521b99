package io.mistnet.node.network;

import com.typesafe.config.ConfigUtil;
import java.util.List;

/** An institution's entry, as the network file has it. */
public final class InstitutionText {

    private InstitutionText() {}

    /** HOCON that {@link NetworkFile} reads back as the same institution. */
    public static String of(Institution institution) {
        StringBuilder text = new StringBuilder("  {\n");
        line(text, "id", quoted(institution.id()));
        line(text, "name", quoted(institution.name()));
        line(text, "bics", list(institution.bics()));
        line(
                text,
                "roles",
                list(institution.roles().stream().sorted().map(Role::written).toList()));
        institution.party().ifPresent(party -> line(text, "compute", party.name()));
        institution.control().ifPresent(address -> line(text, "control", quoted(address.toString())));
        institution.shares().ifPresent(address -> line(text, "shares", quoted(address.toString())));
        institution.lookup().ifPresent(address -> line(text, "lookup", quoted(address.toString())));
        line(text, "certificate", quoted(institution.keys().certificate().hex()));
        institution.keys().nextCertificate().ifPresent(next -> line(text, "next-certificate", quoted(next.hex())));
        line(text, "agreement-key", quoted(institution.keys().agreement().base64()));
        line(text, "signing-key", quoted(institution.keys().signing().base64()));
        institution.supervisor().ifPresent(key -> line(text, "supervisor-key", quoted(key.base64())));
        return text.append("  }").toString();
    }

    private static void line(StringBuilder text, String key, String value) {
        text.append("    ").append(key).append(" = ").append(value).append('\n');
    }

    private static String quoted(String text) {
        return ConfigUtil.quoteString(text);
    }

    private static String list(List<String> texts) {
        return "[" + String.join(", ", texts) + "]";
    }
}
