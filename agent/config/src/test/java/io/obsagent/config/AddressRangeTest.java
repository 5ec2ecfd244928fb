package io.obsagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses as they are written. What is none of them is nobody's, and no resolver is asked for it. */
class AddressRangeTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "192.0.2.128/25, 192.0.2.128, true",
        "192.0.2.128/25, 192.0.2.127, false",
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "fe80::/10, fe80::1%eth0, true",
        "10.0.0.0/8, ::ffff:10.1.2.3, true",
        "0.0.0.0/0, 0000:0000:0000:0000:0000:ffff:255.255.255.255, true",
        "0.0.0.0/0, 2001:db8::1, false",
    })
    void containsAddresses(String range, String address, boolean contains) {
        assertThat(AddressRange.parse(range).contains(address)).isEqualTo(contains);
    }

    /** {@code InetAddress.getByName} takes the last four for addresses and asks a resolver for the names among the others. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "unknown",
                "999.1.1.1",
                "1.2.3.4.5",
                "1.2.3.256",
                "1..2.3",
                ".1.2.3",
                "1.2.3.",
                "::g",
                ":",
                "1:2",
                "%eth0",
                "1.2.3.4%eth0",
                "00000000:0000:0000:0000:0000:0000:255.255.255.255",
                "1.2.3.0004",
                "1",
                "1.2.3",
                "2130706433",
            })
    void knowsNoOthers(String text) {
        assertThat(AddressRange.parse(text)).isNull();
        assertThat(AddressRange.parse("0.0.0.0/0").contains(text)).isFalse();
        assertThat(AddressRange.parse("::/0").contains(text)).isFalse();
    }
}
