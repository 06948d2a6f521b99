package io.mistnet.simulator.intelligence;

import io.mistnet.connectors.selector.SelectorType;
import io.mistnet.simulator.economy.IbanSeries;
import java.util.List;

/**
 * Made-up selectors of each type, numbered from 0, in their canonical form. No two numbers give the same one, so a number that no record has is a selector that nobody reported.
 *
 * <p>Phone numbers are in ranges of mobile networks and may by chance be somebody's. E-mail and IP addresses are in domains and networks that are reserved for examples and tests.
 */
final class SelectorSeries {

    private static final int SUBSCRIBERS = 10_000_000;
    /** Odd and not a multiple of 5: it permutes the numbers modulo a power of ten, and of two. */
    private static final long SCATTER = 6_180_339;

    private static final int TEST_NETWORK = 1 << 17;

    private static final List<String> MOBILE_NETWORKS = List.of("+49151", "+3162", "+43664", "+3706", "+3461", "+3361");
    private static final List<Integer> SUBSCRIBER_DIGITS = List.of(8, 7, 7, 7, 7, 7);

    private static final List<IbanSeries> BANKS = List.of(
            new IbanSeries("DE", "10090900", 10),
            new IbanSeries("NL", "MNZZ", 10),
            new IbanSeries("AT", "90900", 11),
            new IbanSeries("LT", "90900", 11),
            new IbanSeries("LU", "909", 13));

    private static final List<String> NAMES = List.of(
            "alex", "andrea", "chris", "dana", "eli", "jamie", "jo", "kim", "luca", "mika", "noor", "robin", "sam",
            "sascha", "toni", "yuri");
    private static final List<String> DOMAINS = List.of("example.com", "example.net", "example.org");
    private static final List<String> PLATFORMS = List.of("telegram", "whatsapp", "instagram", "facebook", "x");

    /** @throws IllegalArgumentException where there are none of this type here */
    String selector(SelectorType type, int number) {
        return switch (type) {
            case PHONE -> phone(number);
            case IBAN -> BANKS.get(number % BANKS.size()).iban(number / BANKS.size());
            case EMAIL -> "%s.%s@%s".formatted(name(number), scattered(number), of(DOMAINS, number / NAMES.size()));
            case IP -> ip(number);
            case HANDLE -> "%s:%s_%s".formatted(of(PLATFORMS, number / NAMES.size()), name(number), scattered(number));
            case NAME_DOB -> throw new IllegalArgumentException("no made-up people here");
        };
    }

    private static String phone(int number) {
        int network = number % MOBILE_NETWORKS.size();
        long subscriber = (number / MOBILE_NETWORKS.size() + 1L) * SCATTER % SUBSCRIBERS;
        return MOBILE_NETWORKS.get(network) + padded(subscriber, SUBSCRIBER_DIGITS.get(network));
    }

    /** Every other in IPv4's network for benchmarks (RFC 2544) while that lasts, the others in IPv6's for documentation (RFC 3849). */
    private static String ip(int number) {
        int half = number / 2;
        if (number % 2 == 0 && half < TEST_NETWORK) {
            long host = half * SCATTER % TEST_NETWORK;
            return "198.%d.%d.%d".formatted(18 + host / 65_536, host / 256 % 256, host % 256);
        }
        return "2001:db8:%x:%x::%x".formatted(1 + number % 9_999, 1 + number / 9_999, 1 + number % 2);
    }

    private static String name(int number) {
        return of(NAMES, number);
    }

    private static String scattered(int number) {
        return padded((number + 1L) * SCATTER % SUBSCRIBERS, 7);
    }

    private static String of(List<String> texts, int number) {
        return texts.get(number % texts.size());
    }

    private static String padded(long number, int digits) {
        return ("%0" + digits + "d").formatted(number);
    }
}
