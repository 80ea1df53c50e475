// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What is typed becomes the rules of a source. */
@Tag("R25")
class SourceRulesTest {
    /** As {@code source add}, without a node. */
    @Command
    static final class Typed {
        @Mixin
        private final SourceRules rules = new SourceRules();

        static JsonObject of(String... words) {
            Typed typed = new Typed();
            new CommandLine(typed).parseArgs(words);
            JsonObject body = new JsonObject();
            typed.rules.write(body);
            return body;
        }
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1000,1000", "5K,5120", "500M,524288000", "2g,2147483648", "1TiB,1099511627776"})
    void sizesHaveUnits(String typed, long bytes) {
        assertEquals(bytes, SourceRules.bytes(typed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "1.5G", "999999999999999T", "5P"})
    void whatIsNoSizeIsRefused(String typed) {
        HoldfastException refused = assertThrows(HoldfastException.class, () -> SourceRules.bytes(typed));
        assertEquals(ErrorCode.USAGE, refused.code());
    }

    @Test
    void theNameOfIgnoreFilesIsLeftToTheNodeUnlessItIsGiven() {
        assertTrue(!Typed.of().has("ignore_file"));
        assertEquals("", Typed.of("--no-ignore-file").get("ignore_file").getAsString());
        assertEquals(".x", Typed.of("--ignore-file", ".x").get("ignore_file").getAsString());
        assertThrows(HoldfastException.class, () -> Typed.of("--ignore-file", ".x", "--no-ignore-file"));
    }

    @Test
    void rulesAreShownBehindThePath() {
        JsonObject source = JsonParser.parseString(
                        "{\"include\":[\"a\"],\"exclude\":[\"b\",\"c\"],\"oldest_days\":3,\"view\":\"btrfs\",\"hook_before\":\"x\"}")
                .getAsJsonObject();
        assertEquals(
                "  (only a; without b, c; changed within 3 days; before: x; from a btrfs snapshot)",
                SourceRules.describe(source));
        assertEquals("", SourceRules.describe(new JsonObject()));
    }
}
