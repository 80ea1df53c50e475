// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.notice;

import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.holdfast.core.port.EventRow;
import org.holdfast.core.port.Told;
import org.holdfast.spi.notice.NoticeLevel;

/**
 * Which lines of the audit log people are told of, in words of their own: the log's texts may name files. Pure.
 */
final class EventNotices {
    /** What is said of a type. @param what %s stands for the machine or the thing that it is about */
    private record Words(NoticeLevel level, String what, String advice) {}

    private static final int NAME = 120;
    private static final String LIST = "'holdfast partner list' shows how partners are.";

    private static final Map<String, Words> ALL = Map.ofEntries(
            danger(
                    "PARTNER_RENEGED",
                    "The partner %s has broken its agreement: what lay there is made anew elsewhere, and another"
                            + " partner is looked for.",
                    LIST),
            danger(
                    "PARTNER_CONTAINED",
                    "The partner %s gave something wrong: nothing new is stored there, and what lay there is made anew"
                            + " elsewhere.",
                    "Look after that machine's disk; " + LIST),
            warning(
                    "AGREEMENT_REVOKED",
                    "The partner %s says that this machine broke their agreement, and serves it no longer.",
                    "See whether this machine's disk is sound, and ask that machine's owner; 'holdfast log' has more."),
            over("AGREEMENT_MADE", "%s is a partner now, after others were lost.", ""),
            danger(
                    "DRILL_DAMAGED",
                    "A restore drill found that not everything comes back as it was stored.",
                    "It is made anew by itself where that can be; 'holdfast drill --list' and 'holdfast status' show"
                            + " more."),
            danger(
                    "VERIFY_DAMAGED",
                    "A verification found that not everything is as it was stored.",
                    "It is made anew by itself where that can be; 'holdfast drill --list' and 'holdfast status' show"
                            + " more."),
            warning(
                    "PLUGINS_ROLLED_BACK",
                    "A change of plug-ins did not work and was taken back.",
                    "'holdfast plugin status' says why."),
            warning(
                    "PLUGIN_REFUSED",
                    "A plug-in was put here that is not allowed to run.",
                    "'holdfast plugin status' says why; if nobody here installed it, ask who did."),
            danger(
                    "OWNER_OVERDUE",
                    "Nobody has heard from the machine %s for a long time, say its partners: it may have stopped"
                            + " without a word, and makes no backups.",
                    "Look after that machine."),
            over("OWNER_HEARD", "The machine %s is heard again.", ""),
            danger(
                    "TWIN_SUSPECTED",
                    "Another machine may write with this one's keys; backups stand still.",
                    "Find a copy of the data folder that runs elsewhere; 'holdfast status' says what to do."),
            danger(
                    "IDENTITY_TWICE",
                    "Two machines speak with this one's identity.",
                    "Stop the copy; 'holdfast log' shows IDENTITY_TWICE."),
            danger(
                    "IDENTITY_REPLACED",
                    "Another machine came from this one's recovery sheet and has taken its place: nothing is backed up"
                            + " here any more.",
                    "If that was meant, retire this one; if not, somebody has the sheet: 'holdfast status' says what to"
                            + " do."),
            danger(
                    "HEAD_LOST",
                    "The partner %s shows an older state of this machine's backups than it had confirmed.",
                    "'holdfast log' has more; look after that machine."),
            danger(
                    "MASS_RELEASE",
                    "Unusually much was released at once between this machine and %s; it is kept for a while all the"
                            + " same.",
                    "If nobody meant to, somebody may have taken over one of the two: docs/admin.md says what to do."),
            warning(
                    "ROSTER_FORKED",
                    "Two admins have signed different lists of members.",
                    "'holdfast member list' shows what counts here; the admins should talk."));

    /** Those that say something only after partners were lost. */
    static final String REPLACED = "AGREEMENT_MADE";

    private EventNotices() {}

    private static Map.Entry<String, Words> danger(String type, String what, String advice) {
        return Map.entry(type, new Words(NoticeLevel.DANGER, what, advice));
    }

    private static Map.Entry<String, Words> warning(String type, String what, String advice) {
        return Map.entry(type, new Words(NoticeLevel.WARNING, what, advice));
    }

    private static Map.Entry<String, Words> over(String type, String what, String advice) {
        return Map.entry(type, new Words(NoticeLevel.CLEARED, what, advice));
    }

    /** Of two that end each other, the key of the other: the last word may be told again at once. */
    static Optional<String> undone(Told told) {
        return switch (told.kind()) {
            case "OWNER_OVERDUE" -> Optional.of(Told.key("OWNER_HEARD", told.subject()));
            case "OWNER_HEARD" -> Optional.of(Told.key("OWNER_OVERDUE", told.subject()));
            default -> Optional.empty();
        };
    }

    /** How much the types matter that are told. */
    static Map<String, NoticeLevel> levels() {
        return ALL.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().level()));
    }

    /** Whether a partner is gone by it, so that a new one takes its place. */
    static boolean loses(EventRow event) {
        return event.type().equals("PARTNER_RENEGED") || event.type().equals("AGREEMENT_REVOKED");
    }

    /** @param names how people call what an event is about */
    static Optional<Told> of(EventRow event, UnaryOperator<String> names) {
        return Optional.ofNullable(ALL.get(event.type()))
                .map(words -> new Told(
                        event.time(),
                        words.level(),
                        event.type(),
                        words.what().contains("%s") ? PlainText.line(event.subject(), NAME) : "",
                        words.what().replace("%s", PlainText.name(names.apply(event.subject()), NAME)),
                        words.advice()));
    }
}
