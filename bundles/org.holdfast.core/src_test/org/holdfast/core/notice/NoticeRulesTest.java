// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.holdfast.core.port.EventRow;
import org.holdfast.core.port.Told;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;
import org.holdfast.model.Id32;
import org.holdfast.spi.notice.NoticeLevel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What people are told, and how often. */
@Tag("G")
class NoticeRulesTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final NoticeRules rules = new NoticeRules(DAY, Duration.ofDays(7), subject -> "mill (" + subject + ")");
    private NoticeMemory memory = NoticeMemory.from(0);
    private Instant now = START;
    private long events;

    private final List<EventRow> happened = new ArrayList<>();
    private boolean safe = true;
    private boolean sources = true;
    private Instant backup = START;
    private Set<Condition> standing = Set.of();
    private Set<String> ways = Set.of("mail");

    private void event(String type, String subject) {
        happened.add(new EventRow(++events, now, type, subject, "/home/ada/secret.txt", new Digest(Id32.ZERO)));
    }

    private List<String> look() {
        NoticeFacts facts = new NoticeFacts(safe, sources, Optional.of(backup), standing, ways, happened);
        NoticeRules.Decision decision = rules.decide(memory, facts, now);
        happened.clear();
        memory = NoticeMemory.decode(decision.memory().encode()).orElseThrow();
        assertEquals(decision.memory(), memory, "it is stored as it is");
        decision.notices().forEach(NoticeRulesTest::requireHarmless);
        return decision.notices().stream()
                .map(each -> each.level() + " " + each.kind())
                .toList();
    }

    private static void requireHarmless(Told told) {
        String all = told.subject() + told.what() + told.advice();
        assertFalse(all.contains("secret.txt"), "the log's text may name files: " + all);
        assertTrue(all.chars().noneMatch(Character::isISOControl), all);
    }

    private void later(Duration time) {
        now = now.plus(time);
        backup = now;
    }

    /** A first backup takes its time. */
    @Test
    void dataThatWereNeverSafeAreToldAfterADay() {
        safe = false;
        assertEquals(List.of(), look());
        later(DAY.minusSeconds(1));
        assertEquals(List.of(), look());
        later(Duration.ofSeconds(1));
        assertEquals(List.of("DANGER UNSAFE"), look());
        later(DAY);
        assertEquals(List.of("DANGER UNSAFE"), look());
        safe = true;
        look();
        later(HOUR);
        assertEquals(List.of("CLEARED UNSAFE"), look());
        safe = false;
        assertEquals(List.of("DANGER UNSAFE"), look(), "it was safe");
    }

    @Test
    void whoWasSafeForAMomentNeedsNoDay() {
        safe = false;
        look();
        later(HOUR);
        safe = true;
        assertEquals(List.of(), look());
        safe = false;
        assertEquals(List.of("DANGER UNSAFE"), look());
    }

    @Test
    void whereNothingIsBackedUpNothingIsUnsafe() {
        for (int day = 0; day < 3; day++) {
            NoticeFacts none = new NoticeFacts(false, false, Optional.empty(), Set.of(), ways, List.of());
            NoticeRules.Decision decision = rules.decide(memory, none, now);
            assertEquals(List.of(), decision.notices());
            memory = decision.memory();
            now = now.plus(DAY);
        }
    }

    /** Restorable and not safe is a state of its own: the way down and up again. */
    @Test
    void bareThenUnsafeThenSafe() {
        look();
        standing = Set.of(Condition.BARE);
        assertEquals(List.of(), look());
        later(DAY.minusSeconds(1));
        assertEquals(List.of(), look(), "it stands a day before it is told");
        later(Duration.ofSeconds(1));
        assertEquals(List.of("WARNING BARE"), look());
        standing = Set.of();
        safe = false;
        assertEquals(List.of("DANGER UNSAFE"), look());
        standing = Set.of(Condition.BARE);
        safe = true;
        look();
        later(HOUR);
        assertEquals(List.of("CLEARED UNSAFE"), look(), "all can be had again, if barely");
        standing = Set.of();
        look();
        later(HOUR);
        assertEquals(List.of(), look(), "that all is well is no news of its own");
        safe = false;
        assertEquals(List.of("DANGER UNSAFE"), look());
    }

    @Test
    void whatIsBareForLessThanADayIsNotTold() {
        look();
        for (int day = 0; day < 5; day++) {
            standing = Set.of(Condition.BARE);
            assertEquals(List.of(), look());
            later(Duration.ofHours(23));
            assertEquals(List.of(), look());
            standing = Set.of();
            assertEquals(List.of(), look());
            later(HOUR);
        }
    }

    /** The clock was a year ahead, and is set right. */
    @Test
    void aClockThatWasAheadHoldsNothingBack() {
        now = START.plus(Duration.ofDays(365));
        backup = START;
        sources = false;
        look();
        event("OWNER_OVERDUE", "11111111");
        standing = Set.of(Condition.DISK_SHORT, Condition.REPAIR_STUCK);
        safe = false;
        assertEquals(List.of("DANGER OWNER_OVERDUE", "DANGER UNSAFE"), look());
        now = now.plus(Duration.ofMinutes(11));
        assertEquals(List.of("WARNING DISK_SHORT"), look());
        now = START;
        assertEquals(List.of(), look());
        later(Duration.ofHours(7));
        assertEquals(List.of("WARNING REPAIR_STUCK"), look());
        later(Duration.ofHours(17));
        event("OWNER_OVERDUE", "11111111");
        assertEquals(List.of("DANGER OWNER_OVERDUE", "DANGER UNSAFE", "WARNING DISK_SHORT"), look());
        ways = Set.of();
        later(DAY.plus(HOUR));
        assertEquals(Set.of(), rules.decide(memory, facts(), now).ways());
    }

    @Test
    void whoIsHeardAndSilentAgainIsToldAgain() {
        event("OWNER_OVERDUE", "11111111");
        event("OWNER_OVERDUE", "22222222");
        assertEquals(2, look().size());
        event("OWNER_HEARD", "11111111");
        event("OWNER_OVERDUE", "22222222");
        assertEquals(List.of("CLEARED OWNER_HEARD"), look());
        event("OWNER_OVERDUE", "11111111");
        assertEquals(List.of("DANGER OWNER_OVERDUE"), look(), "else the last word would be wrong");
        event("OWNER_HEARD", "11111111");
        assertEquals(List.of("CLEARED OWNER_HEARD"), look());
    }

    @Test
    void lossOfSafetyIsToldAtOnceAndDailyAndItsEndOnceItLasts() {
        assertEquals(List.of(), look());
        safe = false;
        assertEquals(List.of("DANGER UNSAFE"), look());
        later(HOUR);
        assertEquals(List.of(), look());
        later(DAY);
        assertEquals(List.of("DANGER UNSAFE"), look());
        safe = true;
        later(HOUR);
        assertEquals(List.of(), look(), "it may not last");
        later(HOUR);
        assertEquals(List.of("CLEARED UNSAFE"), look());
        later(DAY);
        assertEquals(List.of(), look());
    }

    @Test
    void whatComesAndGoesIsNotAFlood() {
        look();
        int told = 0;
        for (int minute = 0; minute < 24 * 60; minute++) {
            safe = minute % 20 < 10;
            later(Duration.ofMinutes(1));
            told += look().size();
        }
        assertEquals(1, told, "once a day, and never that it is over");
    }

    /** Whatever happens: whoever heard last that it is over is told within an hour if it is not. */
    @Test
    void theLastWordIsNeverWrongForLong() {
        Random random = new Random(51);
        look();
        Optional<Boolean> said = Optional.empty();
        int wrong = 0;
        for (int minute = 0; minute < 20_000; minute++) {
            safe = random.nextInt(100) == 0 ? !safe : safe;
            later(Duration.ofMinutes(1));
            for (String each : look()) {
                said = Optional.of(each.startsWith("CLEARED"));
            }
            wrong = said.orElse(true) != safe ? wrong + 1 : 0;
            assertTrue(wrong <= 61, "wrong for " + wrong + " minutes at " + minute);
        }
    }

    @Test
    void anOldBackupIsToldIfThereIsSomethingToBackUp() {
        look();
        now = now.plus(Duration.ofDays(8));
        assertEquals(List.of("DANGER NO_BACKUP"), look());
        sources = false;
        assertEquals(List.of(), look());
        now = now.plus(HOUR);
        assertEquals(List.of("CLEARED NO_BACKUP"), look());
    }

    @Test
    void aNewSourceHasItsTime() {
        sources = false;
        look();
        now = now.plus(Duration.ofDays(30));
        sources = true;
        assertEquals(List.of(), look(), "it was named just now");
        now = now.plus(Duration.ofDays(8));
        assertEquals(List.of("DANGER NO_BACKUP"), look());
    }

    @Test
    void whatPassesByItselfIsNotTold() {
        standing = Set.of(Condition.REPAIR_STUCK, Condition.DISK_SHORT);
        assertEquals(List.of(), look());
        later(Duration.ofMinutes(11));
        assertEquals(List.of("WARNING DISK_SHORT"), look());
        standing = Set.of(Condition.DISK_SHORT);
        assertEquals(List.of(), look());
        standing = Set.of(Condition.REPAIR_STUCK, Condition.DISK_SHORT);
        later(Duration.ofHours(5));
        assertEquals(List.of(), look());
        later(Duration.ofHours(6));
        assertEquals(List.of("WARNING REPAIR_STUCK"), look());
    }

    @Test
    void aBrokenAgreementAndItsSuccessorAreTold() {
        event("AGREEMENT_MADE", "11111111");
        assertEquals(List.of(), look(), "nobody was lost");
        event("PARTNER_RENEGED", "11111111");
        event("PARTNER_RENEGED", "22222222");
        event("REPAIRED", "repair");
        assertEquals(
                List.of("DANGER PARTNER_RENEGED", "DANGER PARTNER_RENEGED"),
                look(),
                "some was made anew, and more may wait: that is no all-clear");
        event("AGREEMENT_MADE", "33333333");
        event("AGREEMENT_MADE", "44444444");
        event("AGREEMENT_MADE", "55555555");
        assertEquals(List.of("CLEARED AGREEMENT_MADE", "CLEARED AGREEMENT_MADE"), look(), "two were lost");
    }

    @Test
    void equalEventsAreToldOnceADay() {
        event("OWNER_OVERDUE", "11111111");
        event("OWNER_OVERDUE", "11111111");
        event("OWNER_OVERDUE", "22222222");
        assertEquals(2, look().size());
        later(Duration.ofHours(23));
        event("OWNER_OVERDUE", "11111111");
        assertEquals(0, look().size());
        later(HOUR);
        event("OWNER_OVERDUE", "11111111");
        assertEquals(1, look().size());
    }

    @Test
    void everydayLinesAreNotTold() {
        for (String type : List.of("AUDIT_PROVED", "CONFIG_CHANGED", "SNAPSHOT_PROTECTED", "DELIVERY_GIVEN_UP", "")) {
            event(type, "11111111");
        }
        assertEquals(List.of(), look());
        assertEquals(5, memory.event(), "they were looked at");
    }

    @Test
    void namesOfMachinesCannotBecomeLines() {
        String evil = "mill\r\nBcc: all@example.org\u202e\ud800" + "x".repeat(500);
        event("OWNER_OVERDUE", "11111111");
        NoticeFacts facts = new NoticeFacts(true, false, Optional.empty(), Set.of(), Set.of(), happened);
        Told told = new NoticeRules(DAY, DAY, subject -> evil)
                .decide(memory, facts, now)
                .notices()
                .getFirst();
        requireHarmless(told);
        assertTrue(told.what().contains("mill＜U+000D＞＜U+000A＞Bcc: all＠example.org"), told.what());
        assertFalse(told.what().contains("\u202e"));
        assertTrue(told.what().length() < 400);
        assertEquals(NoticeLevel.DANGER, told.level());
    }

    @Test
    void aWayThatIsAwayIsRememberedForADay() {
        look();
        ways = Set.of();
        later(Duration.ofHours(23));
        assertEquals(Set.of("mail"), rules.decide(memory, facts(), now).ways());
        later(Duration.ofHours(3));
        assertEquals(Set.of(), rules.decide(memory, facts(), now).ways());
    }

    private NoticeFacts facts() {
        return new NoticeFacts(safe, sources, Optional.of(backup), standing, ways, List.of());
    }

    @Test
    void nothingNewChangesNothing() {
        look();
        NoticeMemory before = memory;
        later(Duration.ofMinutes(1));
        look();
        assertEquals(before, memory, "so that nothing is written each half minute");
    }

    @Test
    void whatCannotBeReadIsForgotten() {
        assertEquals(Optional.empty(), NoticeMemory.decode(bytes("2\nevent 7\n")));
        assertEquals(Optional.empty(), NoticeMemory.decode(bytes("1\nevent seven\n")));
        assertEquals(Optional.empty(), NoticeMemory.decode(bytes("1\nstands x\n")));
        assertEquals(Optional.empty(), NoticeMemory.decode(bytes("1\n\n")));
        assertEquals(7, NoticeMemory.decode(bytes("1\nevent 7\n")).orElseThrow().event());
    }

    private static Bytes bytes(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void pausesGrowFromAMinuteToSixHours() {
        assertEquals(Duration.ofMinutes(1), Pauses.after(1));
        assertEquals(Duration.ofMinutes(2), Pauses.after(2));
        assertEquals(Duration.ofMinutes(256), Pauses.after(9));
        assertEquals(Duration.ofHours(6), Pauses.after(10));
        assertEquals(Duration.ofHours(6), Pauses.after(1_000_000));
    }

    @Test
    void aNameIsNoMarkup() {
        assertEquals(
                "＜!channel＞ ＜＠U1＞ ＆lt; a｜b ＊b＊ ＿i＿ ［x］(y) ｀c｀",
                PlainText.name("<!channel> <@U1> &lt; a|b *b* _i_ [x](y) `c`", 100));
        assertEquals("mill-1 ünï 😀 (0123abcd)", PlainText.name("mill-1 ünï 😀 (0123abcd)", 100));
        assertEquals("＜＜＜＜…", PlainText.name("<".repeat(50), 5));
    }

    @Test
    void aLineStaysALine() {
        assertEquals("plain ünïcode", PlainText.line("plain ünïcode", 100));
        assertEquals("a<U+000A>b", PlainText.line("a\nb", 100));
        assertEquals("a<U+2028>b<U+0085>", PlainText.line("a\u2028b\u0085", 100));
        assertEquals("aaaa…", PlainText.line("a".repeat(50), 5));
        assertEquals("aaa…", PlainText.line("aaa😀aaa", 5), "no half character");
        assertEquals("aaa😀…", PlainText.line("aaa😀aaa", 6));
    }
}
