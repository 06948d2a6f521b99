package io.mistnet.node.console.lookup;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import io.mistnet.connectors.selector.Region;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The countries by whose numbering plans national phone numbers are read, by name. */
final class Regions {

    private final List<NamedRegion> all = PhoneNumberUtil.getInstance().getSupportedRegions().stream()
            .map(code -> new NamedRegion(code, new Locale("", code).getDisplayCountry(Locale.ENGLISH)))
            .sorted(Comparator.comparing(NamedRegion::name))
            .toList();

    List<NamedRegion> all() {
        return all;
    }

    /** The country with this code; empty where there is none. */
    Optional<Region> of(Optional<String> code) {
        return code.filter(
                        entered -> all.stream().anyMatch(named -> named.code().equals(entered)))
                .map(Region::new);
    }
}
