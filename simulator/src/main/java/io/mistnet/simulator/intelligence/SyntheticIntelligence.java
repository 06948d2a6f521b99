package io.mistnet.simulator.intelligence;

import io.mistnet.connectors.selector.SelectorType;
import io.mistnet.protocols.retrieval.IntelligenceCategory;
import io.mistnet.simulator.economy.Chance;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Made-up records of banks and agencies. Most selectors have one record; one in five has two or three, each of another contributor.
 *
 * <p>The first selector is a phone number that the first two banks report; the mule accounts come next. So whoever contributes the records in their order has these in the database early.
 */
public final class SyntheticIntelligence {

    private static final int DAYS = 730;

    private static final List<IntelligenceCategory> OF_ACCOUNTS = List.of(
            IntelligenceCategory.MULE_ACCOUNT,
            IntelligenceCategory.MONEY_LAUNDERING,
            IntelligenceCategory.INVOICE_FRAUD,
            IntelligenceCategory.INVESTMENT_FRAUD);
    private static final List<IntelligenceCategory> OF_CONTACTS = List.of(
            IntelligenceCategory.AUTHORISED_PAYMENT_FRAUD,
            IntelligenceCategory.PHISHING,
            IntelligenceCategory.ROMANCE_FRAUD,
            IntelligenceCategory.INVESTMENT_FRAUD,
            IntelligenceCategory.ACCOUNT_TAKEOVER,
            IntelligenceCategory.IDENTITY_THEFT);

    private final IntelligenceParameters parameters;
    private final SelectorSeries series = new SelectorSeries();
    private final Map<SelectorType, Integer> used = new EnumMap<>(SelectorType.class);
    private final List<SyntheticRecord> records = new ArrayList<>();
    private final List<String> contributors = new ArrayList<>();
    private final Chance chance;

    /** Makes all records. */
    public SyntheticIntelligence(IntelligenceParameters parameters) {
        this.parameters = parameters;
        contributors.addAll(parameters.banks());
        contributors.addAll(parameters.agencies());
        chance = Chance.of(parameters.seed(), "intelligence");
        report(SelectorType.PHONE, next(SelectorType.PHONE), parameters.banks().subList(0, 2));
        for (String mule : parameters.mules()) {
            report(SelectorType.IBAN, mule, someContributors());
        }
        while (records.size() < parameters.records()) {
            SelectorType type = anyType();
            report(type, next(type), someContributors());
        }
    }

    /** All records, in the order in which they become known. */
    public List<SyntheticRecord> records() {
        return List.copyOf(records);
    }

    /** The phone number that two banks have reported. */
    public String phoneOfTwoBanks() {
        return series.selector(SelectorType.PHONE, 0);
    }

    /** The {@code number}-th selector of a type, from 0, that nobody has reported. */
    public String unknown(SelectorType type, int number) {
        return series.selector(type, used.getOrDefault(type, 0) + number);
    }

    private void report(SelectorType type, String selector, List<String> by) {
        List<IntelligenceCategory> categories = type == SelectorType.IBAN ? OF_ACCOUNTS : OF_CONTACTS;
        for (String contributor : by.subList(0, Math.min(by.size(), parameters.records() - records.size()))) {
            LocalDate date = parameters.lastDay().minusDays(chance.popular(DAYS, 2));
            records.add(new SyntheticRecord(
                    contributor,
                    type,
                    selector,
                    categories.get(chance.popular(categories.size(), 1.5)),
                    date,
                    "%s-%d-%06d"
                            .formatted(contributor.toUpperCase(Locale.ROOT), date.getYear(), chance.below(1_000_000)),
                    "desk@%s.example".formatted(contributor)));
        }
    }

    private String next(SelectorType type) {
        return series.selector(type, used.merge(type, 1, Integer::sum) - 1);
    }

    private SelectorType anyType() {
        double at = chance.uniform();
        if (at < 0.40) {
            return SelectorType.PHONE;
        } else if (at < 0.65) {
            return SelectorType.IBAN;
        } else if (at < 0.85) {
            return SelectorType.EMAIL;
        }
        return at < 0.93 ? SelectorType.IP : SelectorType.HANDLE;
    }

    /** One to three, no one twice. */
    private List<String> someContributors() {
        double at = chance.uniform();
        int count = at < 0.80 ? 1 : at < 0.95 ? 2 : 3;
        List<String> some = new ArrayList<>();
        while (some.size() < Math.min(count, contributors.size())) {
            String one = contributors.get(chance.below(contributors.size()));
            if (!some.contains(one)) {
                some.add(one);
            }
        }
        return some;
    }
}
