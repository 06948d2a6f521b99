package io.mistnet.protocols.retrieval;

/** What a record says of its selector. The codes are those of labels: new ones may be added, none changes. */
public enum IntelligenceCategory {
    MULE_ACCOUNT(1),
    AUTHORISED_PAYMENT_FRAUD(2),
    ACCOUNT_TAKEOVER(3),
    PHISHING(4),
    IDENTITY_THEFT(5),
    INVESTMENT_FRAUD(6),
    ROMANCE_FRAUD(7),
    INVOICE_FRAUD(8),
    MONEY_LAUNDERING(9),
    TERRORIST_FINANCING(10),
    CHILD_SEXUAL_EXPLOITATION(11),
    HUMAN_TRAFFICKING(12),
    OTHER(255);

    private final int code;

    IntelligenceCategory(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static IntelligenceCategory of(int code) {
        for (IntelligenceCategory category : values()) {
            if (category.code == code) {
                return category;
            }
        }
        throw new IllegalArgumentException(
                "label: no category has the code %d; its contributor may run a newer version".formatted(code));
    }
}
