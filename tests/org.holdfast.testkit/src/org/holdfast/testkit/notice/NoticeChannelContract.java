// SPDX-License-Identifier: EPL-2.0
package org.holdfast.testkit.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.spi.notice.Delivery;
import org.holdfast.spi.notice.Notice;
import org.holdfast.spi.notice.NoticeChannel;
import org.holdfast.spi.notice.NoticeItem;
import org.holdfast.spi.notice.NoticeLevel;
import org.holdfast.spi.notice.NoticeSecrets;
import org.junit.jupiter.api.Test;

/** What every way of notices keeps to. */
public abstract class NoticeChannelContract {
    /** What the files of secrets hold in these tests, whatever they are called. */
    protected static final String SECRET = "correct-horse-battery-staple";

    private static final NoticeSecrets SECRETS = file -> SECRET.getBytes(StandardCharsets.UTF_8);

    /** As it is before anybody has set it up. */
    protected abstract NoticeChannel idle() throws Exception;

    /** Set up, with a secret, towards a receiver that takes everything. */
    protected abstract NoticeChannel working() throws Exception;

    /** Set up, with a secret, towards a place where nobody is. */
    protected abstract NoticeChannel alone() throws Exception;

    /** A notice of two items, with letters of all kinds. */
    public static Notice sample() {
        Instant time = Instant.parse("2026-03-01T12:00:00Z");
        return new Notice(
                "Mühle 😀 <b>\"",
                "00ff".repeat(16),
                "village",
                List.of(
                        new NoticeItem(7, time, NoticeLevel.CLEARED, "REPAIRED", "It is over.", ""),
                        new NoticeItem(8, time.plusSeconds(60), NoticeLevel.DANGER, "UNSAFE", "Not safe.", "Look.")));
    }

    private static String line(String text) {
        assertTrue(text.chars().noneMatch(Character::isISOControl), text);
        assertFalse(text.contains(SECRET), text);
        return text;
    }

    @Test
    void itHasANameThatCanBeKept() throws Exception {
        assertTrue(idle().id().matches("[a-z0-9.-]{1,32}"), idle().id());
        assertEquals(idle().id(), working().id());
    }

    @Test
    void beforeItIsSetUpItHasNoTargetAndSaysWhatIsMissing() throws Exception {
        assertEquals(Optional.empty(), idle().target());
        Delivery.Failed failed = assertInstanceOf(Delivery.Failed.class, idle().deliver(sample(), SECRETS));
        assertFalse(line(failed.why()).isEmpty());
    }

    @Test
    void itDeliversAndDoesSoAgain() throws Exception {
        NoticeChannel channel = working();
        assertFalse(line(channel.target().orElseThrow()).isEmpty());
        for (int i = 0; i < 2; i++) {
            line(assertInstanceOf(Delivery.Delivered.class, channel.deliver(sample(), SECRETS))
                    .how());
        }
    }

    @Test
    void whereNobodyIsItFailsWithAReasonAndWithoutAnException() throws Exception {
        Delivery.Failed failed = assertInstanceOf(Delivery.Failed.class, alone().deliver(sample(), SECRETS));
        assertFalse(line(failed.why()).isEmpty());
    }

    @Test
    void aSecretThatCannotBeReadIsAReason() throws Exception {
        Delivery.Failed failed =
                assertInstanceOf(Delivery.Failed.class, working().deliver(sample(), file -> {
                    throw new HoldfastException(ErrorCode.CONFIG_INVALID, file, "It can be read by others.");
                }));
        assertEquals("It can be read by others.", failed.why());
    }
}
