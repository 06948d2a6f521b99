package io.mistnet.connectors.selector;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a selector names. The types' names stand in the input of the OPRF and on the command line; they never change. */
public enum SelectorType {
    /** A phone number: E.164. */
    PHONE("phone", "+49 30 901820", new PhoneForm()),
    /** A bank account: IBAN. */
    IBAN("iban", "DE89 3704 0044 0532 0130 00", new IbanForm()),
    /** An e-mail address. */
    EMAIL("email", "jane.doe@example.com", new EmailForm()),
    /** An IPv4 or IPv6 address. */
    IP("ip", "198.51.100.7 or 2001:db8::7", new IpForm()),
    /** An account at a service: platform, colon, name. */
    HANDLE("handle", "telegram:@jane_doe", new HandleForm()),
    /** A person: name and date of birth, the name's words in any order. */
    NAME_DOB("name-dob", "Jane Mary Doe 1980-02-29", new NameDobForm());

    /** From the narrowest form to the widest: an IPv6 address could pass for a handle, a date's digits for a phone number's. */
    private static final List<SelectorType> MOST_TELLING_FIRST = List.of(IBAN, IP, EMAIL, NAME_DOB, HANDLE, PHONE);

    private final String id;
    private final String example;
    private final CanonicalForm form;

    SelectorType(String id, String example, CanonicalForm form) {
        this.id = id;
        this.example = example;
        this.form = form;
    }

    /** Its name on the command line and in the OPRF's input. */
    public String id() {
        return id;
    }

    /** A text of this type, for messages. */
    public String example() {
        return example;
    }

    /** The type with this name, as on the command line. */
    public static Optional<SelectorType> of(String id) {
        return Arrays.stream(values()).filter(type -> type.id.equals(id)).findFirst();
    }

    /**
     * The type that a text can be read as; empty where it is none. A text of several types is taken for the one that tells most.
     *
     * @param region where phone numbers without country code are dialled
     */
    public static Optional<SelectorType> detect(String text, Optional<Region> region) {
        return MOST_TELLING_FIRST.stream()
                .filter(type -> type.reads(text, region))
                .findFirst();
    }

    /** @throws InvalidSelectorException where the text is none of this type */
    String canonical(String text, Optional<Region> region) {
        try {
            return read(text, region);
        } catch (UnfitTextException e) {
            throw new InvalidSelectorException(this, e.reason());
        }
    }

    /** The result is held to what is asked of every text: case folding may lengthen a text, or make a letter of another alphabet. */
    private String read(String text, Optional<Region> region) throws UnfitTextException {
        return WrittenText.of(form.of(WrittenText.of(text), region));
    }

    private boolean reads(String text, Optional<Region> region) {
        try {
            read(text, region);
            return true;
        } catch (UnfitTextException e) {
            return false;
        }
    }

    /** {@link #id()}. */
    @Override
    public String toString() {
        return id;
    }
}
