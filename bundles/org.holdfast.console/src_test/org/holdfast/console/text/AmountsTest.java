// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1023, 1023 B",
        "1024, 1.0 KiB",
        "1536, 1.5 KiB",
        "104857600, 100 MiB",
        "9223372036854775807, 8.0 EiB"
    })
    void bytes(long bytes, String shown) {
        assertEquals(shown, Amounts.bytes(bytes));
    }

    @ParameterizedTest
    @CsvSource({
        "0, practically never",
        "1e-13, practically never",
        "2e-10, 1 in 5 billion years",
        "1.3e-7, 1 in 7.7 million years",
        "0.0029, 1 in 340 years",
        "0.9, 1 in 410 days",
        "36.5, 1 in 10 days",
        "1000, any day"
    })
    void losses(double perYear, String shown) {
        assertEquals(shown, Amounts.yearsToLoss(perYear));
    }

    @Test
    void rates() {
        assertEquals("1.3e-7", Amounts.rate(1.2987e-7).toLowerCase(Locale.ROOT));
        assertEquals("0", Amounts.rate(0));
    }

    @Test
    void ages() {
        Instant now = Instant.parse("2026-11-29T12:00:00Z");
        assertEquals("just now", Amounts.ago(now.plusSeconds(100), now), "clocks differ");
        assertEquals("5 min ago", Amounts.ago(now.minus(Duration.ofMinutes(5)), now));
        assertEquals("47 h ago", Amounts.ago(now.minus(Duration.ofHours(47)), now));
        assertEquals("3 days ago", Amounts.ago(now.minus(Duration.ofDays(3)), now));
    }

    @Test
    void percentages() {
        assertEquals(0, Amounts.percent(5, 0));
        assertEquals(33, Amounts.percent(1, 3));
        assertEquals(100, Amounts.percent(7, 5));
        assertEquals(100, Amounts.percent(Long.MAX_VALUE, 1));
    }
}
