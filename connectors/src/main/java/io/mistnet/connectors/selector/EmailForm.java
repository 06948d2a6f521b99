package io.mistnet.connectors.selector;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.validator.routines.DomainValidator;
import org.apache.commons.validator.routines.EmailValidator;

/**
 * E-mail addresses: the whole in lower case, the domain in its ASCII form (IDNA).
 *
 * <p>RFC 5321 leaves it to each host whether the case of the part before the @ counts. In practice it counts nowhere, so it is folded. Nothing else is
 * taken out of that part: dots and what follows a plus mean the same mailbox at some hosts, and another at others.
 *
 * <p>A domain with one of the four characters that IDNA 2003 and IDNA 2008 send to different domains (sharp s, final sigma, two joiners) is refused
 * unless it is given in its ASCII form, which is unambiguous.
 */
final class EmailForm implements CanonicalForm {

    private static final String DEVIATIONS = "\u00df\u1e9e\u03c2\u200c\u200d";

    private final DomainValidator domains = DomainValidator.getInstance(false);
    private final EmailValidator addresses = EmailValidator.getInstance(false);

    @Override
    public String of(String text, Optional<Region> region) throws UnfitTextException {
        int at = text.lastIndexOf('@');
        if (at <= 0 || at == text.length() - 1) {
            throw new UnfitTextException("expected a mailbox and a domain with an @ between");
        }
        if (text.indexOf('"') >= 0 || text.indexOf(' ') >= 0 || text.indexOf('\\') >= 0) {
            throw new UnfitTextException("expected no spaces, quotes or backslashes");
        }
        String domain = domain(text.substring(at + 1));
        String address = CaseFolding.of(text.substring(0, at)) + "@" + domain;
        if (!addresses.isValid(address)) {
            throw new UnfitTextException("the part before the @ is no mailbox");
        }
        return address;
    }

    private String domain(String written) throws UnfitTextException {
        if (written.chars().anyMatch(c -> DEVIATIONS.indexOf(c) >= 0)) {
            throw new UnfitTextException(
                    "the domain has a letter that leads to two domains, by old rules and by new ones; give its ASCII form (xn--...)");
        }
        String domain;
        try {
            domain = IDN.toASCII(written, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw new UnfitTextException(
                    "the domain has characters that no domain has, or a label of over 63 characters");
        }
        if (!domains.isValid(domain)) {
            throw new UnfitTextException("the domain is no name under a top-level domain of the Internet");
        }
        return domain;
    }
}
