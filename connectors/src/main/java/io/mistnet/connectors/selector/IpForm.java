package io.mistnet.connectors.selector;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.util.Optional;

/**
 * One IP address: four decimal numbers, or IPv6 as RFC 5952 writes it. An IPv4 address mapped into IPv6 is the IPv4 address.
 *
 * <p>Refused: ranges, wildcards and subnets, which are no single address; zones, which only mean something on one machine; and leading zeros or fewer
 * than four numbers in IPv4, which programs read in different ways.
 */
final class IpForm implements CanonicalForm {

    private static final IPAddressStringParameters SINGLE_ADDRESS = new IPAddressStringParameters.Builder()
            .allowAll(false)
            .allowEmpty(false)
            .allowMask(false)
            .allowPrefix(false)
            .allowPrefixOnly(false)
            .allowSingleSegment(false)
            .allowWildcardedSeparator(false)
            .setRangeOptions(inet.ipaddr.AddressStringParameters.RangeParameters.NO_RANGE)
            .allow_inet_aton(false)
            .getIPv4AddressParametersBuilder()
            .allowLeadingZeros(false)
            .allowBinary(false)
            .getParentBuilder()
            .getIPv6AddressParametersBuilder()
            .allowZone(false)
            .allowBase85(false)
            .allowBinary(false)
            .getParentBuilder()
            .toParams();

    @Override
    public String of(String text, Optional<Region> region) throws UnfitTextException {
        if (text.indexOf('%') >= 0) {
            throw new UnfitTextException("expected no zone (after a %), which means something on one machine only");
        }
        if (text.indexOf('/') >= 0 || text.indexOf('*') >= 0 || text.indexOf('-') >= 0) {
            throw new UnfitTextException("expected one address, no range or subnet");
        }
        IPAddress address =
                text.matches("[0-9A-Fa-f:.]{2,45}") ? new IPAddressString(text, SINGLE_ADDRESS).getAddress() : null;
        if (address == null || address.isMultiple()) {
            throw new UnfitTextException("expected an IPv4 address of four numbers up to 255, or an IPv6 address");
        }
        if (address.isIPv6() && address.toIPv6().isIPv4Mapped()) {
            return address.toIPv6().getEmbeddedIPv4Address().toCanonicalString();
        }
        return address.toCanonicalString();
    }
}
