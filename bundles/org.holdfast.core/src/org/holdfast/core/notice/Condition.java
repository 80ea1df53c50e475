// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.notice;

import java.time.Duration;
import org.holdfast.spi.notice.NoticeLevel;

/**
 * How things can stand that people should know of, for as long as it is so. Told once it has stood for a while, again
 * each time that equal notices may be repeated, and once more when it is over.
 */
public enum Condition {
    /** What was safe is not; or what is backed up never was, for a day. */
    UNSAFE(
            NoticeLevel.DANGER,
            Duration.ZERO,
            Duration.ZERO,
            "The data of this machine are not safe: not everything can be had from its partners.",
            "'holdfast status' on this machine says why.",
            "Everything that was backed up can be had from the partners again."),
    /** Everything can be had, and not all is well. */
    BARE(
            NoticeLevel.WARNING,
            Duration.ofDays(1),
            Duration.ofDays(7),
            "Everything that was backed up can be restored, but not all is well: nothing more may be lost, or something"
                    + " is in no snapshot yet.",
            "'holdfast status' on this machine says what.",
            ""),
    NO_BACKUP(
            NoticeLevel.DANGER,
            Duration.ZERO,
            Duration.ZERO,
            "Nothing has been backed up here for longer than 'notice.backup.days' allows.",
            "'holdfast status' says what is in the way; 'holdfast backup --wait' backs up now.",
            "Backups are made again."),
    DISK_SHORT(
            NoticeLevel.WARNING,
            Duration.ofMinutes(10),
            Duration.ZERO,
            "The disk has less free than its reserve: nothing new is taken for others, and own backups may not go on.",
            "Free some space, or lower 'disk.reserve.mebibytes'.",
            "The disk has room again."),
    REPAIR_STUCK(
            NoticeLevel.WARNING,
            Duration.ofHours(6),
            Duration.ofDays(7),
            "What partners have lost cannot be made anew.",
            "'holdfast status' says why; more partners, or those that are away, would help.",
            "What partners had lost is made anew."),
    ESCROW_ASKED(
            NoticeLevel.DANGER,
            Duration.ZERO,
            Duration.ZERO,
            "An admin has asked for this machine's recovery secret in escrow.",
            "Ask who, and why; 'holdfast log' shows ESCROW_ASKED.",
            ""),
    SHEET_OPEN(
            NoticeLevel.WARNING,
            Duration.ofDays(3),
            Duration.ofDays(30),
            "This machine has backups, and its recovery sheet is not sealed: whoever gets at the disk has the secret.",
            "'holdfast sheet' prints it; 'holdfast sheet --seal' takes the secret off the machine.",
            ""),
    SHEET_LOST(
            NoticeLevel.DANGER,
            Duration.ZERO,
            Duration.ofDays(7),
            "The recovery secret is gone from this machine, and its sheet was never sealed.",
            "If you have the printed sheet, keep it; 'holdfast sheet' says what else can be done.",
            ""),
    REVOKED(
            NoticeLevel.DANGER,
            Duration.ZERO,
            Duration.ofDays(7),
            "An admin has revoked this machine: nobody stores anything new for it.",
            "Ask the admin of the confederation.",
            "This machine is a member again.");

    private final NoticeLevel level;
    private final Duration patience;
    private final Duration reminder;
    private final String what;
    private final String advice;
    private final String over;

    Condition(NoticeLevel level, Duration patience, Duration reminder, String what, String advice, String over) {
        this.level = level;
        this.patience = patience;
        this.reminder = reminder;
        this.what = what;
        this.advice = advice;
        this.over = over;
    }

    NoticeLevel level() {
        return level;
    }

    /** How long it stands before it is told. */
    Duration patience() {
        return patience;
    }

    /** How long it stands at least before it is told again. */
    Duration reminder() {
        return reminder;
    }

    String what() {
        return what;
    }

    String advice() {
        return advice;
    }

    /** What is told when it is over; empty: nothing. */
    String over() {
        return over;
    }
}
